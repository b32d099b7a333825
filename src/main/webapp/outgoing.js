/** The user's own messages from the moment of sending until the server says that they are stored. */

import { wordsFor } from './words.js';

const LIMIT = 50;
const REFUSALS = 3;
const PASSING = new Set(['rate_limited', 'unavailable']);
// Shorter than the five minutes for which the server remembers an id.
const REMEMBERED_MS = 4 * 60_000;

export class Outgoing {
  #line;
  #view;
  #messages = new Map();

  /**
   * @param line {isJoined(), request(message)}: whether messages can be sent now, and how; the request resolves with the ack
   * @param view {pending(message), failed(message, reason), stored(message, ack), removed(message)}
   */
  constructor(line, view) {
    this.#line = line;
    this.#view = view;
  }

  get isFull() {
    return this.#messages.size >= LIMIT;
  }

  add(text) {
    const message = { id: newId(), text, refusals: 0, failed: false, firstSentAt: null, timer: null };
    this.#messages.set(message.id, message);
    this.#view.pending(message);
    this.#deliver(message);
  }

  /** After joining again; `complete` when everything stored meanwhile was received. */
  resend(complete) {
    for (const message of [...this.#messages.values()].filter(({ failed }) => !failed)) {
      const forgotten = message.firstSentAt !== null && Date.now() - message.firstSentAt > REMEMBERED_MS;
      if (forgotten && !complete) {
        this.#fail(message, 'The connection was gone for long, so this may or may not have been sent.');
      } else {
        this.#deliver(message);
      }
    }
  }

  retry(id) {
    const message = this.#messages.get(id);
    if (message) {
      message.failed = false;
      message.refusals = 0;
      this.#view.pending(message);
      this.#deliver(message);
    }
  }

  discard(id) {
    const message = this.#messages.get(id);
    if (message) {
      this.settle(id);
      this.#view.removed(message);
    }
  }

  /** The message was seen in the room's log. */
  settle(id) {
    clearTimeout(this.#messages.get(id)?.timer);
    this.#messages.delete(id);
  }

  stop() {
    for (const id of [...this.#messages.keys()]) {
      this.settle(id);
    }
  }

  async #deliver(message) {
    clearTimeout(message.timer);
    if (!this.#line.isJoined()) {
      return;
    }
    message.firstSentAt ??= Date.now();
    try {
      const ack = await this.#line.request(message);
      this.settle(message.id);
      this.#view.stored(message, ack);
    } catch (refusal) {
      this.#refused(message, refusal);
    }
  }

  #refused(message, refusal) {
    if (refusal.lost || !this.#messages.has(message.id)) {
      return;
    }
    message.refusals += 1;
    if (PASSING.has(refusal.code) && message.refusals <= REFUSALS) {
      const delayMs = (refusal.retryAfterMs ?? 500 * 2 ** message.refusals) * (1 + Math.random());
      message.timer = setTimeout(() => this.#deliver(message), delayMs);
    } else {
      this.#fail(message, wordsFor(refusal));
    }
  }

  #fail(message, reason) {
    message.failed = true;
    this.#view.failed(message, reason);
  }
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
