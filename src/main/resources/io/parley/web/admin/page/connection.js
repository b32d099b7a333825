/** One connection: what is known of it, and what can be done to it. */

import { connectionPath, get, post } from './api.js';
import { byId, element, foreign, showFacts } from './dom.js';
import { age, bytes, millis, moment, number } from './format.js';
import { attempt, forget } from './problems.js';
import { stopTrace } from './traces.js';

export class Connection {
  #frames;
  #id = null;
  #isTraced = false;
  #trace;

  /** @param frames shows its frames */
  constructor(frames) {
    this.#frames = frames;
    byId('trace').addEventListener('click', () => this.#change(() => this.#toggleTrace()));
    byId('close').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#change(() => this.#close());
    });
  }

  show(id) {
    this.hide();
    this.#id = id;
    this.#isTraced = false;
    byId('one-name').textContent = 'Connection';
    byId('one-facts').replaceChildren();
    byId('pcapng').href = connectionPath(id, '/frames?format=pcapng&limit=10000');
    byId('jsonl').href = connectionPath(id, '/frames?format=jsonl&limit=10000');
    ['close', 'trace', 'downloads'].forEach((part) => { byId(part).hidden = true; });
    this.refresh();
  }

  hide() {
    this.#id = null;
    this.#frames.clear();
    ['connection', 'change'].forEach(forget);
  }

  async refresh() {
    if (this.#id !== null) {
      await attempt('connection', () => this.#load(this.#id));
    }
  }

  async #load(id) {
    const [connection, { traces }] = await Promise.all([get(connectionPath(id)), get('traces')]);
    if (id === this.#id) {
      this.#trace = traces.find((trace) => trace.connection === id)?.id;
      this.#show(connection);
      this.#showTraced(connection.traced);
    }
  }

  #show(connection) {
    const { user, frames, roundTripMillis } = connection;
    byId('one-name').textContent = user.name;
    byId('close').hidden = connection.state !== 'open';
    showFacts(byId('one-facts'), {
      State: connection.state,
      User: element('span', {}, `${user.kind} `, foreign(user.id)),
      Address: foreign(connection.address),
      Rooms: foreign(connection.rooms.join(', ') || 'none'),
      Opened: `${moment(connection.openedAt)}, ${age(connection.openedAt)} ago`,
      'Round trip': roundTripMillis === undefined ? undefined : millis(roundTripMillis),
      Outbox: bytes(connection.outboxBytes),
      In: `${messages(connection.messagesIn)}, ${bytes(connection.bytesIn)}, ${number(connection.refusedIn)} refused`,
      Out: `${messages(connection.messagesOut)}, ${bytes(connection.bytesOut)}`,
      'Frames in': frames && (counts(frames.in.frames) || 'none'),
      'Frames out': frames && (counts(frames.out.frames) || 'none'),
      Refusals: frames && (counts(frames.refusals) || undefined),
      Id: foreign(connection.id),
    });
  }

  #showTraced(traced) {
    byId('trace').hidden = false;
    byId('trace').textContent = this.#trace === undefined ? 'Trace' : 'Stop tracing';
    byId('downloads').hidden = !traced;
    if (traced && !this.#isTraced) {
      this.#frames.follow(this.#id);
    } else if (!traced && this.#isTraced) {
      this.#frames.stop('No longer traced');
    }
    this.#isTraced = traced;
  }

  async #change(action) {
    await attempt('change', action);
    await this.refresh();
  }

  #toggleTrace() {
    return this.#trace === undefined ? post('traces', { connection: this.#id }) : stopTrace(this.#trace);
  }

  #close() {
    const reason = byId('close-reason').value;
    return post(connectionPath(this.#id, '/close'), { code: byId('close-code').value, ...(reason ? { reason } : {}) });
  }
}

const messages = (count) => `${number(count)} message${count === 1 ? '' : 's'}`;

const counts = (object) => Object.entries(object).filter(([, count]) => count > 0).map(([name, count]) => `${number(count)} ${name}`).join(', ');
