"""The Telegram bot: the assistant for people, in private chats, groups and inline."""
