"""Handlers of what people and admins do, a router each kind."""
