/** Ties the page together: which of its two views is shown, and what is asked for again by itself. */

import { get } from './api.js';
import { Connection } from './connection.js';
import { Connections } from './connections.js';
import { byId, element } from './dom.js';
import { Frames } from './frames.js';
import { attempt } from './problems.js';
import { showStatistics } from './statistics.js';
import { Traces } from './traces.js';

const AGAIN_MS = 5000;
const ADDRESS = /^#connections\/(.+)$/;

const codes = new Map();
const connections = new Connections();
const traces = new Traces();
const connection = new Connection(new Frames(codes));

/** The names of the close codes are in the interface's description, and nowhere else. */
async function loadCodes() {
  const { components: { schemas: { CloseCode } } } = await get('openapi.json');
  CloseCode.enum.forEach((code, index) => codes.set(code, CloseCode['x-enum-descriptions'][index]));
  byId('close-code').append(...[...codes].map(([code, name]) => element('option', { value: code, textContent: `${code} ${name}` })));
}

function route() {
  const id = ADDRESS.exec(location.hash)?.[1];
  byId('all').hidden = id !== undefined;
  byId('one').hidden = id === undefined;
  if (id === undefined) {
    connection.hide();
    connections.refresh();
    traces.refresh();
  } else {
    connection.show(decodeURIComponent(id));
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
