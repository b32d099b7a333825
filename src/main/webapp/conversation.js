/** One user in one room: joins, recovers after a loss, follows the room's log, and speaks. */

import { Outgoing } from './outgoing.js';
import { Refusal, Wire } from './wire.js';
import { wordsFor, wordsForLeaving } from './words.js';

const PAGE = 100;
const TYPING_EVERY_MS = 3000;
const TYPING_ENDS_MS = 5000;
const JOIN_AGAIN_MS = 1000;
const PASSING = new Set(['unavailable', 'rate_limited']);
// Events with a `seq` that are no entries of the log; all others are, known here or not.
const NO_ENTRIES = new Set(['ack', 'joined', 'history', 'members', 'error']);

export class Conversation {
  #room;
  #identity;
  #view;
  #wire;
  #outgoing;
  #joined = false;
  #position = null;
  #rejoinTimer;
  #typingAt = 0;
  #typingTimer;
  #paging = null;
  #greeting = null;

  /**
   * @param endpoint the address to connect to
   * @param room the room's name
   * @param identity who the user is
   * @param view {status(state), notice(text), typing(event), messages, people}
   */
  constructor(endpoint, room, identity, view) {
    this.#room = room;
    this.#identity = identity;
    this.#view = view;
    this.#wire = new Wire(endpoint, () => identity.token, {
      connecting: () => this.#disconnected({ state: 'connecting' }),
      connected: (event) => this.#connected(event),
      received: (event) => this.#received(event),
      waiting: ({ text, told }, delayMs) => this.#disconnected({ state: 'waiting', text, delayMs, told }),
      away: ({ text }) => this.#disconnected({ state: 'away', text }),
    });
    this.#outgoing = new Outgoing(
      {
        isJoined: () => this.#joined,
        request: ({ id, text }) => this.#wire.request({ type: 'message', room, id, text }),
      },
      {
        pending: (message) => view.messages.pending(message),
        failed: (message, reason) => view.messages.failed(message, reason),
        removed: (message) => view.messages.removed(message),
        stored: (message, ack) => view.messages.stored(message, this.#ownEntry(message, ack)),
      },
    );
  }

  get textChars() {
    return this.#wire.limits.textChars;
  }

  start() {
    this.#wire.open();
  }

  hurry() {
    this.#wire.hurry();
  }

  leave() {
    this.#stop();
    this.#outgoing.stop();
    this.#wire.close();
  }

  /** Returns whether the message was taken. */
  say(text) {
    if (this.#outgoing.isFull) {
      this.#view.notice('Too many messages are waiting to be sent.');
      return false;
    }
    clearTimeout(this.#typingTimer);
    this.#typingAt = 0;
    if (this.#view.messages.isDetached) {
      this.showNewest();
    }
    this.#outgoing.add(text);
    return true;
  }

  retry(id) {
    this.#outgoing.retry(id);
  }

  discard(id) {
    this.#outgoing.discard(id);
  }

  /** The user is at the keys; `hasText` is false when they took everything back. */
  types(hasText) {
    clearTimeout(this.#typingTimer);
    if (!hasText) {
      this.#tellTyping(false);
      return;
    }
    if (Date.now() - this.#typingAt >= TYPING_EVERY_MS) {
      this.#tellTyping(true);
    }
    this.#typingTimer = setTimeout(() => this.#tellTyping(false), TYPING_ENDS_MS);
  }

  showEarlier() {
    const { messages } = this.#view;
    return this.#page({ before: messages.first }, ({ messages: entries, more }) => messages.earlier(entries, more));
  }

  showLater() {
    const { messages } = this.#view;
    const newest = this.#position?.seq;
    return this.#page({ after: messages.last }, ({ messages: entries, more }) => {
      messages.later(entries, !more && newest === this.#position?.seq);
    });
  }

  showNewest() {
    const { messages } = this.#view;
    if (!messages.isDetached || !this.#joined) {
      return Promise.resolve();
    }
    // A page that is still on its way belongs to the window that is left now.
    this.#paging = null;
    const before = this.#position.seq + 1;
    // Emptied first, so that what arrives during the request already finds its place.
    messages.reload([], { first: before });
    return this.#page({ before }, ({ messages: entries, more }) => messages.newest(entries, more));
  }

  async listPeople() {
    const { people } = this.#view;
    let after;
    people.begin();
    try {
      for (;;) {
        const page = await this.#wire.request({ type: 'members', room: this.#room, ...(after && { after }) });
        people.add(page.users, page.count);
        if (!page.more || people.isFull || page.users.length === 0) {
          break;
        }
        after = page.users.at(-1);
      }
      people.end();
    } catch (refusal) {
      this.#tell(refusal);
    }
  }

  #connected(event) {
    const { name, user } = this.#identity;
    this.#identity.connected(event);
    if (event.guest && user !== event.user && name && name !== event.user) {
      this.#greeting = `The name ${name} is taken, so you are ${event.user} here.`;
    }
    this.#join();
  }

  async #join() {
    try {
      const since = this.#position;
      const joined = await this.#wire.request({ type: 'join', room: this.#room, ...(since ? { since } : { history: PAGE }) });
      this.#entered(joined);
    } catch (refusal) {
      if (PASSING.has(refusal.code)) {
        const delayMs = (refusal.retryAfterMs ?? JOIN_AGAIN_MS) * (1 + Math.random());
        this.#rejoinTimer = setTimeout(() => this.#join(), delayMs);
      } else if (refusal instanceof Refusal && !refusal.lost) {
        this.#giveUp(wordsFor(refusal));
      } else if (!(refusal instanceof Refusal)) {
        throw refusal;
      }
    }
  }

  #entered({ epoch, seq, recovered, messages, members }) {
    this.#position = { epoch, seq };
    this.#joined = true;
    messages.forEach(({ id }) => this.#outgoing.settle(id));
    if (recovered) {
      this.#view.messages.arrive(messages);
    } else {
      this.#view.messages.reload(messages, { first: seq + 1 });
      if (recovered === false) {
        this.#view.notice('Some messages may be missing. The history was reloaded.');
      }
    }
    if (this.#greeting) {
      this.#view.notice(this.#greeting);
      this.#greeting = null;
    }
    this.#view.people.count(members);
    this.#view.status({ state: 'joined' });
    this.#outgoing.resend(recovered === true);
    this.listPeople();
  }

  #received(event) {
    if (event.type === 'error') {
      // A taken name was already told by the name that was given instead.
      if (event.code !== 'name_taken') {
        this.#view.notice(wordsFor(event));
      }
      return;
    }
    if (event.room !== this.#room || !this.#joined) {
      return;
    }
    if (Number.isInteger(event.seq) && !NO_ENTRIES.has(event.type)) {
      this.#position.seq = Math.max(this.#position.seq, event.seq);
    }
    switch (event.type) {
      case 'message':
        this.#outgoing.settle(event.id);
        this.#view.messages.arrive([event]);
        this.#view.typing({ from: event.from, active: false });
        break;
      case 'presence':
        this.#view.people.change(event);
        break;
      case 'typing':
        if (event.from !== this.#identity.user) {
          this.#view.typing(event);
        }
        break;
      case 'left':
        this.#giveUp(wordsForLeaving(event.reason));
        break;
      default:
    }
  }

  async #page(range, show) {
    if (this.#paging || !this.#joined) {
      return;
    }
    const turn = {};
    this.#paging = turn;
    try {
      const page = await this.#wire.request({ type: 'history', room: this.#room, limit: PAGE, ...range });
      if (this.#paging === turn) {
        show(page);
      }
    } catch (refusal) {
      this.#tell(refusal);
    } finally {
      if (this.#paging === turn) {
        this.#paging = null;
      }
    }
  }

  #tellTyping(active) {
    if (this.#joined && (active || this.#typingAt > 0)) {
      this.#typingAt = active ? Date.now() : 0;
      try {
        this.#wire.send({ type: 'typing', room: this.#room, active });
      } catch {
        // Nobody misses it.
      }
    }
  }

  #ownEntry({ id, text }, { seq, sentAt }) {
    const { user, isGuest } = this.#identity;
    return { seq, id, from: user, guest: isGuest, text, sentAt };
  }

  #tell(refusal) {
    if (!(refusal instanceof Refusal)) {
      throw refusal;
    }
    if (!refusal.lost) {
      this.#view.notice(wordsFor(refusal));
    }
  }

  #giveUp(text) {
    this.#wire.close();
    this.#disconnected({ state: 'away', text });
  }

  #disconnected(status) {
    this.#stop();
    this.#view.typing(null);
    this.#view.status(status);
  }

  #stop() {
    this.#joined = false;
    this.#paging = null;
    this.#typingAt = 0;
    clearTimeout(this.#rejoinTimer);
    clearTimeout(this.#typingTimer);
  }
}
