/** Asks the server. Every address is relative to the page; what goes wrong is told in words. */

const WORDS = new Map([
  [0, 'Please log in again: reload the page.'],
  [401, 'Please log in again: reload the page.'],
  [403, 'You are not allowed to do that.'],
]);

/** A refusal; its message is for people. */
export class Problem extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export const connectionPath = (id, rest = '') => `connections/${encodeURIComponent(id)}${rest}`;

export const get = async (path) => (await request('GET', path)).json();

/** What is wanted goes into the address: nothing here takes a body. */
export const post = (path, wanted) => request('POST', `${path}?${new URLSearchParams(wanted)}`);

export const remove = (path) => request('DELETE', path);

/** An event stream that was refused does not tell why: a plain request does. */
export async function whyNoStream(path) {
  try {
    const response = await request('GET', path);
    await response.body.cancel();
    return 'The stream broke off.';
  } catch (problem) {
    return problem.message;
  }
}

async function request(method, path) {
  const headers = method === 'GET' ? {} : { 'X-Parley-Admin': '1' };
  let response;
  try {
    response = await fetch(path, { method, headers, cache: 'no-store', redirect: 'manual' });
  } catch {
    throw new Problem('The server cannot be reached.');
  }
  if (!response.ok) {
    throw new Problem(await wordsFor(response), response.status);
  }
  return response;
}

async function wordsFor(response) {
  try {
    const { title, detail } = await response.json();
    return [title, detail].filter(Boolean).join(': ') || fallback(response);
  } catch {
    return fallback(response);
  }
}

const fallback = ({ status }) => WORDS.get(status) ?? `The server answered with status ${status}.`;
