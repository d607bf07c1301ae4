"""Events from another hub, or from any server that speaks CloudEvents over WebSocket."""
