/** What the end of a connection means: whether to come back, and the words for it. */

const reconnect = (text) => ({ reconnect: true, text });
const stayAway = (text) => ({ reconnect: false, text });

const CLOSE_CODES = new Map([
  [1000, stayAway('The server ended the conversation.')],
  [1001, reconnect('The server is going away for a moment.')],
  [1002, stayAway('The connection broke the rules of the protocol. A reload of the page may help.')],
  [1003, stayAway('The server could not use what was sent.')],
  [1006, reconnect('The connection was lost.')],
  [1007, stayAway('The server received damaged text.')],
  [1008, reconnect('The server refused this connection’s traffic.')],
  [1009, stayAway('A message was too big for the server.')],
  [1011, reconnect('Something went wrong on the server.')],
  [1012, reconnect('The server is restarting.')],
  [1013, reconnect('The server is very busy.')],
  [4001, reconnect('Your sign-in ran out.')],
  [4007, reconnect('The connection went silent.')],
  [4008, reconnect('The connection could not keep up.')],
  [4010, reconnect('The server heard nothing from this page.')],
  [4029, reconnect('That was too much at once.')],
  [4400, stayAway('The server could not understand this page. A reload may help.')],
  [4401, stayAway('You need to sign in to talk here.')],
  [4403, stayAway('You were removed from this server.')],
  [4409, stayAway('You are connected in too many places, so this one was closed.')],
]);

const STATUSES = new Map([
  [400, stayAway('The server did not accept this name or room.')],
  [401, stayAway('You need to sign in to talk here.')],
  [403, stayAway('You are not allowed to talk here.')],
  [426, reconnect('The server is there, but the connection was refused on the way. A proxy may be blocking it.')],
  [429, reconnect('Too many connections from you or your network.')],
  [503, reconnect('The server is full or restarting.')],
]);

const PROBE_TIMEOUT_MS = 10_000;

/** `closing` is the server's farewell event, where one came. */
export function afterClose(code, reason, closing) {
  const told = code === 1006 && closing ? closing.code : code;
  return { ...meaningOf(told, reason || closing?.reason), retryAfterMs: closing?.retryAfterMs };
}

function meaningOf(code, reason) {
  const known = CLOSE_CODES.get(code);
  if (known) {
    return known;
  }
  const text = reason ? `The server closed the connection: ${reason}` : 'The server closed the connection.';
  return code >= 4400 && code <= 4499 ? stayAway(text) : reconnect(text);
}

/** A browser hides the status of a refused handshake; a plain request to the same address gets it in the open. */
export async function afterFailedOpening(endpoint) {
  let response;
  try {
    response = await fetch(endpoint, {
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
  } catch {
    return reconnect(navigator.onLine ? 'The server cannot be reached.' : 'You are offline.');
  }
  if (response.type === 'opaqueredirect') {
    return STATUSES.get(401);
  }
  const meaning = STATUSES.get(response.status)
    ?? reconnect(`The chat is not available right now (status ${response.status}).`);
  return { ...meaning, retryAfterMs: retryAfterMs(response.headers.get('Retry-After')) };
}

function retryAfterMs(header) {
  if (!header) {
    return undefined;
  }
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return ms >= 0 ? ms : undefined;
}
