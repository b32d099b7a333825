/** One connection: what is known of it, and what can be done to it. */

import { connectionPath, get, post } from './api.js';
import { byId, element, foreign, showFacts } from './dom.js';
import { age, bytes, millis, moment, number } from './format.js';
import { attempt, forget } from './problems.js';
import { stopTrace } from './traces.js';

const REASON_BYTES = 123;
const NOT_FOUND = 404;

export class Connection {
  #frames;
  #id = null;
  #gone = false;
  #traced = false;
  #trace;

  /** @param frames shows its frames */
  constructor(frames) {
    this.#frames = frames;
    byId('trace').addEventListener('click', () => this.#toggleTrace());
    byId('close').addEventListener('submit', (event) => {
      event.preventDefault();
      this.#close();
    });
  }

  show(id) {
    this.hide();
    this.#id = id;
    this.#gone = false;
    byId('one-name').textContent = id;
    byId('one-facts').replaceChildren();
    byId('pcapng').href = connectionPath(id, '/frames?format=pcapng&limit=10000');
    byId('jsonl').href = connectionPath(id, '/frames?format=jsonl&limit=10000');
    this.#showTraced(false);
    return this.refresh();
  }

  hide() {
    this.#id = null;
    this.#frames.clear();
    ['connection', 'trace', 'close'].forEach(forget);
  }

  async refresh() {
    if (this.#id !== null && !this.#gone) {
      await attempt('connection', () => this.#load(this.#id));
    }
  }

  async #load(id) {
    try {
      const [connection, { traces }] = await Promise.all([get(connectionPath(id)), get('traces')]);
      if (id === this.#id) {
        this.#trace = traces.find((trace) => trace.connection === id)?.id;
        this.#show(connection);
      }
    } catch (problem) {
      if (id === this.#id) {
        this.#gone = problem.status === NOT_FOUND;
        throw problem;
      }
    }
  }

  #show(connection) {
    const { user, frames, roundTripMillis } = connection;
    byId('one-name').textContent = user.name;
    showFacts(byId('one-facts'), {
      State: connection.state,
      User: element('span', {}, `${user.kind} `, foreign(user.id)),
      Address: foreign(connection.address),
      Rooms: foreign(connection.rooms.join(', ') || 'none'),
      Opened: `${moment(connection.openedAt)}, ${age(connection.openedAt)} ago`,
      'Round trip': roundTripMillis === undefined ? undefined : millis(roundTripMillis),
      Outbox: bytes(connection.outboxBytes),
      In: `${number(connection.messagesIn)} messages, ${bytes(connection.bytesIn)}, ${number(connection.refusedIn)} refused`,
      Out: `${number(connection.messagesOut)} messages, ${bytes(connection.bytesOut)}`,
      'Frames in': frames && counts(frames.in),
      'Frames out': frames && counts(frames.out),
      Refusals: frames && (entries(frames.refusals) || undefined),
      Id: foreign(connection.id),
    });
    byId('close').hidden = connection.state !== 'open';
    this.#showTraced(connection.traced);
  }

  #showTraced(traced) {
    const button = byId('trace');
    button.textContent = this.#trace === undefined ? 'Trace' : 'Stop';
    byId('downloads').hidden = !traced;
    if (traced && !this.#traced) {
      this.#frames.follow(this.#id);
    } else if (!traced && this.#traced) {
      this.#frames.stop('No longer traced');
    }
    this.#traced = traced;
  }

  async #toggleTrace() {
    const order = { connection: this.#id };
    await attempt('trace', () => (this.#trace === undefined ? post('traces', order) : stopTrace(this.#trace)));
    await this.refresh();
  }

  async #close() {
    const reason = byId('close-reason').value;
    await attempt('close', async () => {
      if (new TextEncoder().encode(reason).length > REASON_BYTES) {
        throw new Error(`The reason is longer than ${REASON_BYTES} bytes.`);
      }
      await post(connectionPath(this.#id, '/close'), { code: Number(byId('close-code').value), ...(reason ? { reason } : {}) });
    });
    await this.refresh();
  }
}

const entries = (object) => Object.entries(object).filter(([, count]) => count > 0).map(([name, count]) => `${number(count)} ${name}`).join(', ');

const counts = (way) => `${entries(way.frames) || 'none'}; ${number(way.fragments)} fragments`;
