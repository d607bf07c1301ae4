"""The alarms: rules over figures and over the floor."""
