"""What handlers ask of a message, for MagicData: aiogram would hand a bare `F` to a thread."""

from aiogram import F

MESSAGE = F.event
# aiogram looks for a command in the words of a picture too.
IS_COMMAND = MESSAGE.text.startswith("/") | MESSAGE.caption.startswith("/")
IS_PRIVATE = MESSAGE.chat.type == "private"
