/** Ties the page together: which of its two views is shown, and what is asked for again by itself. */

import { get } from './api.js';
import { Connection } from './connection.js';
import { Connections } from './connections.js';
import { byId, element } from './dom.js';
import { Frames } from './frames.js';
import { attempt } from './problems.js';
import { showStatistics } from './statistics.js';
import { showTraces } from './traces.js';

const AGAIN_MS = 5000;

const codes = new Map();
const connections = new Connections();
const connection = new Connection(new Frames(codes));

/** The names of the close codes are in the interface's description, and nowhere else. */
async function loadCodes() {
  const { components: { schemas: { CloseCode } } } = await get('openapi.json');
  CloseCode.enum.forEach((code, index) => codes.set(code, CloseCode['x-enum-descriptions'][index]));
  byId('close-code').append(...[...codes].map(([code, name]) => element('option', { value: code, textContent: `${code} ${name}` })));
}

function route() {
  const id = new URLSearchParams(location.hash.slice(1)).get('connection');
  byId('all').hidden = id !== null;
  byId('one').hidden = id === null;
  if (id === null) {
    connection.hide();
    connections.refresh();
    showTraces();
  } else {
    connection.show(id);
  }
}

addEventListener('hashchange', () => {
  route();
  byId(byId('one').hidden ? 'connections-title' : 'one-title').focus();
});

setInterval(() => {
  if (!document.hidden) {
    attempt('statistics', showStatistics);
    connection.refresh();
  }
}, AGAIN_MS);

attempt('statistics', showStatistics);
attempt('codes', loadCodes);
route();
