-- The access token of a fleet: one is kept, sealed, and one worker at a time fetches the next.
--
-- KEYS: token (hash), lease (the worker that fetches), failure (there for a while after one).
-- ARGV: verb, now ("" asks Redis for the time), worker, and what the verb takes. Seconds.

local TOKEN, LEASE, FAILURE = KEYS[1], KEYS[2], KEYS[3]
local DAY = 86400
local verb, now, worker = ARGV[1], tonumber(ARGV[2]), ARGV[3]
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) + tonumber(time[2]) / 1000000
end

local function text(number)
  return string.format('%.17g', number)
end

local function drop_lease()
  if redis.call('GET', LEASE) == worker then
    redis.call('DEL', LEASE)
  end
end

if verb == 'look' then
  local refused, ahead, lease = ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6])
  local found = redis.call('HMGET', TOKEN, 'sealed', 'mark', 'fetched_at', 'lifetime')
  local sealed, mark, age = found[1], found[2], now - (tonumber(found[3]) or 0)
  local lifetime = tonumber(found[4] or nil)
  if sealed and refused ~= '' and mark == refused then
    redis.call('DEL', TOKEN) -- refused once, replaced for all
    sealed = false
  end
  -- A clock of the server that was set back makes it younger than nothing: as good as not there.
  local holds = sealed and age >= -1 and (not lifetime or age < lifetime)
  local function token()
    return { 'token', sealed, text(math.max(0, age)), lifetime and text(lifetime) or '' }
  end
  if holds and not (lifetime and lifetime - age <= math.min(ahead, lifetime / 10)) then
    return token()
  end
  local failed = redis.call('PTTL', FAILURE)
  if failed > 0 then
    return holds and token() or { 'down', text(failed / 1000) }
  end
  if redis.call('GET', LEASE) == worker
    or redis.call('SET', LEASE, worker, 'NX', 'PX', math.ceil(lease * 1000)) then
    return { 'lead' }
  end
  return holds and token() or { 'wait', text(redis.call('PTTL', LEASE) / 1000) }
elseif verb == 'keep' then
  local sealed, mark, lifetime = ARGV[4], ARGV[5], tonumber(ARGV[6])
  redis.call('DEL', TOKEN, FAILURE)
  redis.call('HSET', TOKEN, 'sealed', sealed, 'mark', mark, 'fetched_at', text(now))
  if lifetime then
    redis.call('HSET', TOKEN, 'lifetime', text(lifetime))
  end
  redis.call('PEXPIRE', TOKEN, math.ceil(math.min(lifetime or DAY, 30 * DAY) * 1000))
  drop_lease()
elseif verb == 'fail' then
  local pause = tonumber(ARGV[4])
  drop_lease()
  if pause > 0 then
    redis.call('SET', FAILURE, '1', 'PX', math.ceil(pause * 1000))
  end
else
  return redis.error_reply('no such verb: ' .. verb)
end
return { 'done' }
