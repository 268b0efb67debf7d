-- Keep an answer in place of one of that name. ARGV: name, chat, person, the message that asked,
-- question, language, citations, the moment, then the messages that it stands in.
local p, name, chat = KEYS[1], ARGV[1], ARGV[2]
redis.call('HSET', p .. 'answer:' .. name, 'chat', chat, 'person', ARGV[3], 'asked_in', ARGV[4],
    'question', ARGV[5], 'language', ARGV[6], 'citations', ARGV[7])
redis.call('ZADD', p .. 'answers', ARGV[8], name)
redis.call('SADD', p .. 'answers-of:' .. ARGV[3], name)
redis.call('ZADD', p .. 'answers-to:' .. chat .. ':' .. ARGV[4], ARGV[8], name)
for i = 9, #ARGV do
    redis.call('SET', p .. 'in:' .. chat .. ':' .. ARGV[i], name)
    redis.call('ZADD', p .. 'messages:' .. name, ARGV[i], ARGV[i])
end
