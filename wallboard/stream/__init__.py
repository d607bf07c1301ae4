"""The stream: the vocabulary of events, their codec, and the subscription without sockets."""
