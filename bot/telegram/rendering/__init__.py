"""Rendering: the core's values → what Telegram takes. Pure functions; nothing here is sent."""
