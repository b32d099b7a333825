/** The traces that are on. */

import { get, remove } from './api.js';
import { linkTo } from './connections.js';
import { byId, element, foreign } from './dom.js';
import { bytes, moment, number } from './format.js';
import { attempt } from './problems.js';

export const stopTrace = (id) => remove(`traces/${encodeURIComponent(id)}`);

export const showTraces = () => attempt('traces', async () => {
  const { traces, connections, bytes: taken, missed } = await get('traces');
  byId('traces').hidden = traces.length === 0;
  byId('traces').tBodies[0].replaceChildren(...traces.map(row));
  byId('traces-note').textContent = traces.length === 0
    ? 'None. Open a connection to trace it.'
    : `${number(connections)} connections, ${bytes(taken)}${missed > 0 ? `; ${number(missed)} could not be traced` : ''}`;
});

function row(trace) {
  const stop = element('button', { type: 'button', className: 'quiet' }, 'Stop', element('span', { className: 'unseen', textContent: ` trace ${trace.id}` }));
  stop.addEventListener('click', async () => {
    await attempt('stop', () => stopTrace(trace.id));
    await showTraces();
    byId('traces-title').focus();
  });
  return element('tr', {},
    element('th', { scope: 'row', className: 'name' }, ...subject(trace)),
    element('td', { className: 'number', textContent: number(trace.frames) }),
    element('td', { className: 'name' }, foreign(trace.startedBy)),
    element('td', { textContent: moment(trace.startedAt) }),
    element('td', { textContent: moment(trace.until) }),
    element('td', {}, stop));
}

function subject({ connection, user, room, sample }) {
  if (connection !== undefined) {
    return ['Connection ', linkTo(connection, foreign(connection))];
  }
  if (user !== undefined) {
    return [user.kind === 'guest' ? 'Guest ' : 'User ', foreign(user.id)];
  }
  return room !== undefined ? ['Room ', foreign(room)] : [`One of ${number(sample)} connections`];
}
