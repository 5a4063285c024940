-- The account's points, shared by all workers of a fleet: the books of one key, and each step atomic.
--
-- The same rules as the ledger, the pause and the costs of one client, and one more: fairness. What is free
-- is dealt out in thought, to those who have used least first, until all of them stand at one level. What a
-- worker is below that level is kept for it. The hour's front rises from nothing to the level, slowly at
-- first: whoever is below the front has let that part go by. It goes into a pool, out of which anybody may
-- take what is more than kept for it. At 95 % of the hour nothing is kept.
--
-- KEYS: books (hash), calls (ids by the end of their lease), held (id -> cost, its kept part, hour), active
-- (workers by the moment until which they count), used (worker -> points of this hour, but for those of the
-- pool), costs (operation -> points).
-- ARGV: verb, now ("" asks Redis for the time), id or worker, and what the verb takes. An id is
-- "worker:number". Numbers are answered as text: Redis would cut a fraction off.

local BOOKS, CALLS, HELD, ACTIVE, USED, COSTS = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local HOUR, SLACK, RECENT = 3600, 5, 60
local KEPT_FOR = 604800 -- seconds that unused keys live: a week, so that a nightly job finds its costs
local RELEASED = 0.95 -- of the hour: from here on nothing is kept for anybody
local FIRST_LOOK, FIRST_CALLS = 2, 10 -- seconds, and calls at once, before the first number is known
local MOST_OPERATIONS = 512
local SMALL = 0.000001 -- sums of fractions leave a residue

local verb, now, id = ARGV[1], tonumber(ARGV[2]), ARGV[3]
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) + tonumber(time[2]) / 1000000
end

local function worker_of(call)
  return call:match('^[^:]*')
end
local worker = worker_of(id)

local function text(number)
  return string.format('%.17g', number)
end

-- The books --------------------------------------------------------------------------------------

local books, changed = {}, {}
do
  local flat = redis.call('HGETALL', BOOKS)
  for i = 1, #flat, 2 do
    books[flat[i]] = flat[i + 1]
  end
end

local function get(name, default)
  return tonumber(books[name]) or default
end

local function put(name, value)
  books[name] = value
  changed[name] = true
end

local function save()
  local words, gone = {}, {}
  for name in pairs(changed) do
    local value = books[name]
    if value == nil then
      gone[#gone + 1] = name
    else
      words[#words + 1] = name
      words[#words + 1] = type(value) == 'number' and text(value) or value
    end
  end
  if #words > 0 then
    redis.call('HSET', BOOKS, unpack(words))
  end
  if #gone > 0 then
    redis.call('HDEL', BOOKS, unpack(gone))
  end
end

local function begin_hour(begun, ends, spent)
  put('begun', begun)
  put('ends', ends)
  put('spent', spent)
  put('unconfirmed', 0)
  put('pooled', 0)
  put('hour', get('hour', 0) + 1)
  put('as_of', nil)
  put('level_at', nil)
  redis.call('DEL', USED)
end

local function turn_over()
  local ends = get('ends')
  -- The server names whole seconds, so that its hour may end one later.
  if ends and now - ends - 1 >= 0 then
    local later = ends + HOUR * (math.floor((now - ends - 1) / HOUR) + 1)
    begin_hour(later - HOUR, later, 0)
  end
end

local function left()
  local limit = get('limit')
  return limit and math.max(0, limit - get('spent', 0) - get('unconfirmed', 0))
end

local function resets_in()
  return math.max(0, get('ends', now) + 1 - now)
end

-- Who has used what, and what is kept for whom ------------------------------------------------------

local function own(used)
  return math.max(0, get('level', 0) - math.max(used, get('front', 0)))
end

local function used_by(whose)
  return tonumber(redis.call('HGET', USED, whose)) or 0
end

-- What a worker takes beyond what is kept for it comes out of the pool. Returns how much did not.
local function use(whose, points)
  local before = used_by(whose)
  local kept = get('level_at') and math.min(points, own(before)) or points
  if kept > 0 then
    redis.call('HSET', USED, whose, text(math.max(before, get('front', 0)) + kept))
  end
  put('pool', get('pool', 0) - (points - kept))
  put('pooled', get('pooled', 0) + (points - kept))
  return kept
end

local function give_back(whose, points, kept)
  if kept > 0 then
    redis.call('HSET', USED, whose, text(math.max(0, used_by(whose) - kept)))
  end
  put('pool', get('pool', 0) + (points - kept))
  put('pooled', math.max(0, get('pooled', 0) - (points - kept)))
end

-- Deal out what is free: some is kept for each, the rest is the pool. It takes longer the more workers there
-- are, so that it is done at most every tenth of a second, and every second for a thousand. In between what
-- calls cost more or less than was set aside goes to nobody: it would leak to whoever asks most often.
local function deal(free)
  local since = now - get('level_at', -HOUR)
  if since >= 0 and since < math.max(0.1, get('workers', 0) * 0.001) then
    return
  end
  redis.call('ZREMRANGEBYSCORE', ACTIVE, '-inf', now)
  local names, flat, all = redis.call('ZRANGE', ACTIVE, 0, -1), redis.call('HGETALL', USED), {}
  for i = 1, #flat, 2 do
    all[flat[i]] = tonumber(flat[i + 1])
  end
  local used = {}
  for i = 1, #names do
    used[i] = all[names[i]] or 0
  end
  local level, below = math.huge, #used + 1
  while true do
    local sum, count = 0, 0
    for i = 1, #used do
      if used[i] < level then
        sum, count = sum + used[i], count + 1
      end
    end
    if count == 0 or count >= below then -- not "==": rounding may count one in again, and out
      break
    end
    level, below = (free + get('pooled', 0) + sum) / count, count
  end
  if level == math.huge then
    level = 0
  end
  local begun = get('begun', now)
  local span = RELEASED * math.max(1, get('ends', now) - begun)
  put('level', level)
  put('front', level * math.min(1, math.max(0, (now - begun) / span)) ^ 2)
  local pool = free
  for i = 1, #used do
    pool = pool - own(used[i])
  end
  put('pool', pool)
  put('workers', #used)
  put('level_at', now)
  for _, key in ipairs(KEYS) do
    redis.call('EXPIRE', key, KEPT_FOR)
  end
end

local function standing(of)
  local limit, active = get('limit'), math.max(1, redis.call('ZCARD', ACTIVE))
  if not limit then
    return { tostring(active), '', '', '', '' }
  end
  turn_over()
  local free = math.max(0, left() - get('reserved', 0))
  deal(free)
  local ration = own(used_by(of)) + math.max(0, get('pool', 0)) / active
  return { tostring(active), text(math.min(free, ration)), text(left()), text(limit), text(resets_in()) }
end

-- Calls on the wire ---------------------------------------------------------------------------------

local function release(call, spent)
  local held = redis.call('HGET', HELD, call)
  if not held then
    return nil
  end
  redis.call('HDEL', HELD, call)
  redis.call('ZREM', CALLS, call)
  local cost, kept, hour = held:match('^(%S+) (%S+) (%S+)$')
  cost = tonumber(cost)
  local empty = redis.call('ZCARD', CALLS) == 0
  put('reserved', empty and 0 or math.max(0, get('reserved', 0) - cost))
  if not spent and tonumber(hour) == get('hour', 0) then
    give_back(worker_of(call), cost, tonumber(kept))
  end
  return cost
end

-- What a worker that died had on the wire comes back.
local function sweep()
  for _, call in ipairs(redis.call('ZRANGEBYSCORE', CALLS, '-inf', now, 'LIMIT', 0, 20)) do
    release(call, false)
  end
end

local function conclude(call, spent, cost)
  if not release(call, spent) and spent and cost > 0 then
    use(worker_of(call), cost) -- its lease was over, and what it held had come back
  end
end

-- Believe what the server says; return by how much its count rose, if that tells anything, and whether one
-- call alone did it.
local function read(limit, spent, rest)
  local sole, mixed = books.sole, get('mixed', 0) > 0
  put('sole', nil)
  put('mixed', redis.call('ZCARD', CALLS) > 0 and 1 or 0)
  if not (limit and limit > 0 and spent >= 0 and rest >= 0) then
    return nil
  end
  local rise
  if not get('limit') then
    begin_hour(now, now + rest, spent) -- what was used before is nobody's here
  else
    turn_over()
    local apart = now + rest - get('ends')
    if apart < -SLACK and rest <= SLACK then
      return nil -- of the hour before
    end
    if math.abs(apart) <= SLACK then
      if now - get('as_of', -HOUR) <= RECENT then
        rise = math.max(0, spent - get('spent', 0))
      end
      put('spent', math.max(get('spent', 0), spent))
      put('ends', now + rest)
    else
      begin_hour(now + rest - HOUR, now + rest, spent)
    end
  end
  put('limit', limit)
  put('unconfirmed', 0)
  put('as_of', now)
  return rise, sole ~= nil and not mixed
end

local function learn(operation, rise, alone, first)
  local mean = tonumber(redis.call('HGET', COSTS, operation))
  if not mean then
    if redis.call('HLEN', COSTS) >= MOST_OPERATIONS then
      return
    end
    mean = first
  end
  mean = mean + (alone and 0.3 or 0.1) * (math.min(rise, 4 * mean + 4) - mean)
  redis.call('HSET', COSTS, operation, text(mean))
end

-- Verbs ---------------------------------------------------------------------------------------------

local function reserve(operation, first, part_kept, lease, draw, turns, active_for)
  sweep()
  turn_over()
  if redis.call('ZADD', ACTIVE, text(now + active_for), worker) == 1 and get('workers', 0) < 100 then
    put('level_at', nil)
  end
  local active = redis.call('ZCARD', ACTIVE)
  local cost = tonumber(redis.call('HGET', COSTS, operation)) or first
  local soon = math.max(math.min(0.25 * 2 ^ math.min(turns, 10), 2), active / 1000)

  local function hold(reason, least, seconds)
    -- Whoever waits is there until it is back.
    redis.call('ZADD', ACTIVE, text(now + seconds + active_for), worker)
    local found = standing(worker)
    save()
    return { reason, text(cost), text(least), text(seconds), unpack(found) }
  end

  local function spread(wait)
    return math.min(0.1 * wait, math.max(5, active / 100)) * draw
  end

  local pause = get('pause_until')
  if pause then
    local seconds = pause - now + spread(get('pause_length', 0))
    if seconds > 0 then
      return hold('pause', math.max(0, pause - now), seconds)
    end
    if get('guessed', 0) > 0 then
      if books.probe and books.probe ~= id and now < get('probe_until', 0) then
        return hold('pause', soon, soon * (1 + draw))
      end
      put('probe', id)
      put('probe_until', now + lease)
    end
  end
  release(id, false) -- of an answer that never reached the worker
  local limit = get('limit')
  if not limit then
    if not get('opened') then
      put('opened', now)
    end
    if now - get('opened') < FIRST_LOOK and redis.call('ZCARD', CALLS) >= FIRST_CALLS then
      return hold('settling', soon, soon * (1 + draw))
    end
  else
    cost = math.min(cost, limit)
    local floor, there = limit * part_kept, left()
    if there <= floor or there < cost then
      local wait = resets_in()
      return hold('points', wait, wait + spread(wait))
    end
    local free = there - get('reserved', 0)
    if free <= floor or free < cost then
      return hold('settling', soon, soon * (1 + draw))
    end
    deal(free)
    local pool = get('pool', 0)
    local short = cost - own(used_by(worker)) - math.max(0, pool)
    if short > SMALL then
      local begun = get('begun', now)
      local rest = math.max(0, begun + RELEASED * (get('ends', now) - begun) - now)
      local kept = math.max(1, free - pool)
      local longest = math.max(30, math.min(active / 20, 300))
      local wait = math.min(short * rest / kept * 2 ^ math.min(turns, 6), longest, rest)
      wait = math.max(wait, 0.25, active / 1000)
      return hold('share', wait, wait * (1 + draw / 2))
    end
  end
  local wire = redis.call('ZCARD', CALLS)
  if books.sole == nil and wire == 0 then
    put('sole', id)
  elseif books.sole ~= id or wire > 0 then
    put('mixed', 1)
  end
  redis.call('ZADD', CALLS, text(now + lease), id)
  local kept = use(worker, cost)
  redis.call('HSET', HELD, id, text(cost) .. ' ' .. text(kept) .. ' ' .. text(get('hour', 0)))
  put('reserved', get('reserved', 0) + cost)
  local found = standing(worker)
  save()
  return { 'go', text(cost), '0', '0', unpack(found) }
end

local function settle(operation, first, spent, cost, limit, count, rest)
  turn_over()
  conclude(id, spent, cost)
  local rise, alone
  if limit then
    rise, alone = read(limit, count, rest)
    if rise then
      learn(operation, rise, alone, first)
    end
  elseif spent then
    put('unconfirmed', get('unconfirmed', 0) + cost)
  end
  if books.probe == id then
    put('probe', nil)
    if spent then -- the service answers again
      put('guessed', nil)
      put('pause_until', nil)
    end
  end
  local found = standing(worker)
  save()
  return { rise and text(rise) or '', alone and '1' or '0', unpack(found) }
end

local function pause(seconds, guessed)
  local rest = math.max(0, get('pause_until', now) - now)
  if seconds > rest then
    put('pause_until', now + seconds)
    put('pause_length', seconds)
    put('guessed', guessed and 1 or nil)
    put('probe', nil)
  end
  redis.call('EXPIRE', BOOKS, KEPT_FOR)
  save()
  return { seconds > 2 * rest and '1' or '0' }
end

-- A worker is back: what it spent alone, the last number that it saw, and what became of its calls.
local function rejoin(report, spent, limit, count, rest, calls)
  turn_over()
  local told = worker .. '!' -- no worker's name
  if spent > 0 and redis.call('HGET', USED, told) ~= report then -- or only the answer to it was lost
    redis.call('HSET', USED, told, report)
    use(worker, spent)
  end
  for i = 1, #calls, 3 do
    conclude(calls[i], calls[i + 1] == '1', tonumber(calls[i + 2]))
  end
  if limit then
    read(limit, count, rest)
  end
  local found = standing(worker)
  save()
  return found
end

if verb == 'reserve' then
  return reserve(
    ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]),
    tonumber(ARGV[9]), tonumber(ARGV[10])
  )
elseif verb == 'settle' then
  return settle(
    ARGV[4], tonumber(ARGV[5]), ARGV[6] == '1', tonumber(ARGV[7]), tonumber(ARGV[8]),
    tonumber(ARGV[9]), tonumber(ARGV[10])
  )
elseif verb == 'pause' then
  return pause(tonumber(ARGV[4]), ARGV[5] == '1')
elseif verb == 'rejoin' then
  local calls = {}
  for i = 9, #ARGV do
    calls[#calls + 1] = ARGV[i]
  end
  return rejoin(
    ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), calls
  )
end
return redis.error_reply('no such verb: ' .. verb)
