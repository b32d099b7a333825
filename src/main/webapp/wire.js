/** One lasting connection to the server: opens, answers, keeps alive, and comes back after a loss. */

import { afterClose, afterFailedOpening } from './ending.js';

const SUBPROTOCOL = 'parley.v1';
const GUEST_SUBPROTOCOL = 'parley.guest.';
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const NO_PONG = 4007;
const OPENING_TIMEOUT_MS = 15_000;

/** An `error` event as the failure of the command that it answers; `lost` when no answer can come any more. */
export class Refusal extends Error {
  constructor({ code, message, retryAfterMs, uncertain }) {
    super(message ?? code);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
    this.uncertain = uncertain === true;
  }

  get lost() {
    return this.code === 'lost';
  }
}

export class Wire {
  #endpoint;
  #guest;
  #listener;
  #socket = null;
  #closing = null;
  #answers = new Map();
  #refs = 0;
  #attempt = 0;
  #connectedAt = null;
  #reconnectTimer;
  #watchTimer;
  #toldToWait = false;
  #keepAlive = { pingMs: 25_000, timeoutMs: 10_000 };
  #reconnect = { minMs: 500, maxMs: 30_000 };
  #limits = { messageBytes: 65_536, textChars: 16_000 };

  /**
   * @param endpoint the http(s) address of the endpoint
   * @param guest gives the guest token to offer, or nothing
   * @param listener {connecting(), connected(event), received(event), waiting(end, delayMs), away(end)}
   */
  constructor(endpoint, guest, listener) {
    this.#endpoint = endpoint;
    this.#guest = guest;
    this.#listener = listener;
  }

  get limits() {
    return this.#limits;
  }

  open() {
    this.#forget();
    const address = new URL(this.#endpoint);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(address, this.#subprotocols());
    let opened = false;
    this.#socket = socket;
    this.#listener.connecting();
    this.#watchTimer = setTimeout(() => this.#fail(socket), OPENING_TIMEOUT_MS);
    socket.onopen = () => {
      opened = true;
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code, reason }) => {
      if (opened) {
        this.#end(afterClose(code, reason, this.#closing));
      } else {
        this.#fail(socket);
      }
    };
  }

  /** Ends the conversation for good: code 1000 tells the server that this user will not come back. */
  close() {
    const socket = this.#socket;
    this.#forget();
    socket?.close(1000);
  }

  /** Cuts the waiting short, unless the server said how long it wants to be left alone. */
  hurry() {
    if (this.#reconnectTimer && !this.#toldToWait) {
      this.open();
    }
  }

  send(command) {
    if (this.#socket?.readyState !== WebSocket.OPEN) {
      throw new Refusal({ code: 'lost' });
    }
    const encoded = JSON.stringify(command);
    if (new TextEncoder().encode(encoded).length > this.#limits.messageBytes) {
      // The server would close the connection over it.
      throw new Refusal({ code: 'too_large' });
    }
    this.#socket.send(encoded);
  }

  /** Sends a command with a `ref` and resolves with its answer, or rejects with a Refusal. */
  request(command) {
    const ref = String(++this.#refs);
    return new Promise((resolve, reject) => {
      this.send({ ...command, ref });
      this.#answers.set(ref, { resolve, reject });
    });
  }

  #subprotocols() {
    const token = this.#guest();
    return token && TOKEN.test(token) ? [SUBPROTOCOL, GUEST_SUBPROTOCOL + token] : [SUBPROTOCOL];
  }

  #receive(data) {
    const event = parse(data);
    if (!event) {
      return;
    }
    if (event.type === 'connected') {
      this.#connectedAt = performance.now();
      Object.assign(this.#keepAlive, event.keepAlive);
      Object.assign(this.#reconnect, event.reconnect);
      Object.assign(this.#limits, event.limits);
    }
    if (event.type === 'closing') {
      this.#closing = event;
    }
    if (this.#connectedAt !== null) {
      this.#heard();
    }
    const answer = this.#answers.get(event.ref);
    if (answer) {
      this.#answers.delete(event.ref);
      if (event.type === 'error') {
        answer.reject(new Refusal(event));
      } else {
        answer.resolve(event);
      }
    } else if (event.type === 'connected') {
      this.#listener.connected(event);
    } else {
      this.#listener.received(event);
    }
  }

  #heard() {
    clearTimeout(this.#watchTimer);
    this.#watchTimer = setTimeout(() => this.#askForLife(), this.#keepAlive.pingMs);
  }

  /**
   * The timeout runs from our own ping, not from the last event: a page in the background has its timers held back,
   * and would otherwise take its own sleep for the server's silence.
   */
  #askForLife() {
    this.#watchTimer = setTimeout(() => {
      // Not 1000: to the server this user is still here, only on a broken line.
      this.#socket.close(NO_PONG);
      this.#end(afterClose(NO_PONG));
    }, this.#keepAlive.timeoutMs);
    if (this.#socket.readyState === WebSocket.OPEN) {
      this.send({ type: 'ping' });
    }
  }

  async #fail(socket) {
    this.#release();
    socket.close();
    const end = await afterFailedOpening(this.#endpoint);
    if (this.#socket === socket) {
      this.#end(end);
    }
  }

  #end(end) {
    // A server that accepts and closes at once must not be asked ever faster.
    if (this.#connectedAt !== null && performance.now() - this.#connectedAt > this.#reconnect.maxMs) {
      this.#attempt = 0;
    }
    this.#forget();
    if (!end.reconnect) {
      this.#listener.away(end);
      return;
    }
    this.#toldToWait = end.retryAfterMs !== undefined;
    const delayMs = this.#delayMs(end.retryAfterMs);
    this.#attempt += 1;
    this.#reconnectTimer = setTimeout(() => this.open(), delayMs);
    this.#listener.waiting({ ...end, told: this.#toldToWait }, delayMs);
  }

  #delayMs(retryAfterMs) {
    if (retryAfterMs !== undefined) {
      return retryAfterMs * (1 + Math.random());
    }
    const { minMs, maxMs } = this.#reconnect;
    return Math.random() * Math.min(maxMs, minMs * 2 ** this.#attempt);
  }

  #release() {
    clearTimeout(this.#watchTimer);
    clearTimeout(this.#reconnectTimer);
    this.#reconnectTimer = undefined;
    if (this.#socket) {
      this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    }
    for (const { reject } of this.#answers.values()) {
      reject(new Refusal({ code: 'lost' }));
    }
    this.#answers.clear();
  }

  #forget() {
    this.#release();
    this.#socket = null;
    this.#closing = null;
    this.#connectedAt = null;
  }
}

function parse(data) {
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}
