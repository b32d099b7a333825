/** The table of connections: filtered, sorted and cut into pages by the server. */

import { get } from './api.js';
import { byId, element, foreign } from './dom.js';
import { age, bytes, millis, now, number } from './format.js';
import { attempt } from './problems.js';

const LIMIT = 50;
const LAST_OFFSET = 100_000;
const ROOMS = 5;
const UP_FIRST = new Set(['user', 'room', 'state']);

export const linkTo = (id, ...content) => element('a', { href: `#${new URLSearchParams({ connection: id })}` }, ...content);

export class Connections {
  #body = document.querySelector('#connections tbody');
  #filter = byId('filter');
  #sort = 'age';
  #order = 'desc';
  #offset = 0;
  #asked = 0;

  constructor() {
    this.#filter.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#from(0);
    });
    // The fields are empty only behind the event.
    this.#filter.addEventListener('reset', () => setTimeout(() => this.#from(0)));
    this.#filter.elements.state.addEventListener('change', () => this.#from(0));
    byId('refresh').addEventListener('click', () => this.refresh());
    byId('previous').addEventListener('click', () => this.#from(Math.max(0, this.#offset - LIMIT)));
    byId('next').addEventListener('click', () => this.#from(this.#offset + LIMIT));
    document.querySelectorAll('[data-sort]').forEach((button) => button.addEventListener('click', () => this.#sortBy(button.dataset.sort)));
  }

  refresh() {
    return attempt('connections', () => this.#load());
  }

  #from(offset) {
    this.#offset = offset;
    this.refresh();
  }

  #sortBy(sort) {
    const first = UP_FIRST.has(sort) ? 'asc' : 'desc';
    const other = first === 'asc' ? 'desc' : 'asc';
    this.#order = this.#sort === sort && this.#order === first ? other : first;
    this.#sort = sort;
    this.#from(0);
  }

  async #load() {
    this.#asked += 1;
    const asked = this.#asked;
    const given = [...new FormData(this.#filter)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== '');
    const query = new URLSearchParams([...given, ['sort', this.#sort], ['order', this.#order], ['offset', this.#offset], ['limit', LIMIT]]);
    const page = await get(`connections?${query}`);
    if (asked === this.#asked) {
      this.#show(page);
    }
  }

  #show({ connections, total, offset }) {
    if (connections.length === 0 && offset > 0 && total > 0) {
      this.#from(Math.max(0, Math.min(offset - LIMIT, Math.floor((total - 1) / LIMIT) * LIMIT)));
      return;
    }
    this.#body.replaceChildren(...connections.map(row));
    byId('range').textContent = connections.length === 0
      ? 'No connections'
      : `${number(offset + 1)} to ${number(offset + connections.length)} of ${number(total)}`;
    byId('previous').disabled = offset === 0;
    byId('next').disabled = offset + connections.length >= total || offset + LIMIT > LAST_OFFSET;
    byId('as-of').textContent = `as of ${now()}`;
    document.querySelectorAll('[data-sort]').forEach(({ dataset, parentElement }) => {
      parentElement.setAttribute('aria-sort', dataset.sort !== this.#sort ? 'none' : this.#order === 'asc' ? 'ascending' : 'descending');
    });
  }
}

function row({ id, user, address, openedAt, rooms, state, roundTripMillis, outboxBytes, bytesIn, bytesOut, traced }) {
  const cell = (className, ...content) => element('td', { className }, ...content);
  const mark = (text) => element('span', { className: 'mark', textContent: text });
  return element('tr', {},
    element('th', { scope: 'row', className: 'name' }, ...(user.kind === 'guest' ? [mark('guest'), ' '] : []), linkTo(id, foreign(user.name))),
    cell('address', foreign(address)),
    cell('rooms', rooms.length > 1 ? `${number(rooms.length)}: ` : '', foreign(rooms.slice(0, ROOMS).join(', '))),
    cell('number', age(openedAt)),
    cell('number', roundTripMillis === undefined ? '–' : millis(roundTripMillis)),
    cell('number', bytes(outboxBytes)),
    cell('number', `${bytes(bytesIn)} / ${bytes(bytesOut)}`),
    cell('', state, ...(traced ? [' ', mark('traced')] : [])));
}
