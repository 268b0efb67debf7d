-- Erase an update that is done. ARGV: the number, milliseconds for which a chat and a group without
-- open updates stay with their worker, so that its pace is kept. Returns how many are open.
local p, number = KEYS[1], ARGV[1]
local chat = redis.call('HGET', p .. 'entry:' .. number, 'chat')
if not chat then
    return 0
end
redis.call('DEL', p .. 'entry:' .. number)
redis.call('ZREM', p .. 'open', number)
redis.call('ZREM', p .. 'open:' .. chat, number)
local first = redis.call('ZRANGE', p .. 'open:' .. chat, 0, 0)[1]
if first then
    redis.call('ZADD', p .. 'chats', first, chat)
else
    redis.call('ZREM', p .. 'chats', chat)
    redis.call('PEXPIRE', p .. 'claim:' .. chat, chat:sub(1, 1) == '-' and ARGV[3] or ARGV[2])
end
return redis.call('ZCARD', p .. 'open:' .. chat)
