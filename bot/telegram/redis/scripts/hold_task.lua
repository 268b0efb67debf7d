-- Take a task that is nobody's, or hold it on. ARGV: the task, the worker, milliseconds. Returns 1
-- where it is the worker's.
local key = KEYS[1] .. 'task:' .. ARGV[1]
local leader = redis.call('GET', key)
if leader and leader ~= ARGV[2] then
    return 0
end
redis.call('SET', key, ARGV[2], 'PX', ARGV[3])
return 1
