/** What went wrong, until the same thing goes well. */

import { byId, element } from './dom.js';

const shown = new Map();

/** Does something; `about` names it, so that its next success takes its problem away. */
export async function attempt(about, action) {
  try {
    await action();
    forget(about);
  } catch (problem) {
    shown.set(about, problem.message);
    show();
  }
}

export function forget(about) {
  if (shown.delete(about)) {
    show();
  }
}

function show() {
  const messages = new Set(shown.values());
  byId('problems').replaceChildren(...[...messages].map((text) => element('p', { textContent: text })));
}
