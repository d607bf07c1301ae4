"""What waits and service levels come to, from arrivals, handle times, people and patience. Pure."""
