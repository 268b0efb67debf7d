-- Leave a task to the others. ARGV: the task, the worker.
local key = KEYS[1] .. 'task:' .. ARGV[1]
if redis.call('GET', key) == ARGV[2] then
    redis.call('DEL', key)
end
