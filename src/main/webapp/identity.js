/** Who the user is and where: names and rooms as the protocol allows them, and what this tab remembers of itself. */

const NAME = /^[\p{L}\p{Nd} ._-]{1,32}$/u;
const ROOM = /^[A-Za-z0-9._~@-]{1,128}$/;
const DEFAULT_ROOM = 'lobby';

export const tidyName = (typed) => typed.normalize('NFC').trim();
export const isName = (name) => NAME.test(name);
export const isRoom = (room) => ROOM.test(room);

/** The endpoint beside this page, under whatever path the application lives. */
export function endpointOf(page, name) {
  const endpoint = new URL('chat', page);
  if (name) {
    endpoint.searchParams.set('name', name);
  }
  return endpoint;
}

export function roomOf(page) {
  const { hash, searchParams } = new URL(page);
  return [decoded(hash.slice(1)), searchParams.get('room')].find((room) => room && isRoom(room)) ?? DEFAULT_ROOM;
}

export function addressOf(page, room) {
  const address = new URL(page);
  address.searchParams.delete('room');
  address.hash = room;
  return address;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/** What one tab remembers over a reload; another application on the same host has its own. */
export class Identity {
  #key;
  #kept;

  constructor(page) {
    this.#key = `parley:${endpointOf(page).pathname}`;
    this.#kept = this.#read();
  }

  /** The name that was asked for, which may differ from the one that was given. */
  get name() {
    return this.#kept.name ?? '';
  }

  get user() {
    return this.#kept.user;
  }

  get token() {
    return this.#kept.token;
  }

  get isGuest() {
    return this.#kept.token !== undefined;
  }

  /** The room that the user is in, until they leave it. */
  get room() {
    return this.#kept.room;
  }

  enter(name, room) {
    this.#write(name === this.name ? { ...this.#kept, name, room } : { name, room });
  }

  leave() {
    this.#write({ ...this.#kept, room: undefined });
  }

  connected({ user, guest, serverAt }) {
    const same = user === this.#kept.user && (guest !== undefined) === this.isGuest;
    this.#write({ ...this.#kept, user, token: guest, userSinceAt: same ? this.#kept.userSinceAt : serverAt });
  }

  /** A guest's name may have been somebody else's before, so their older messages are not this user's. */
  wrote({ from, guest, sentAt }) {
    return from === this.user
      && (guest === true) === this.isGuest
      && (!this.isGuest || sentAt >= this.#kept.userSinceAt);
  }

  #read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.#key)) ?? {};
    } catch {
      return {};
    }
  }

  #write(kept) {
    this.#kept = kept;
    try {
      sessionStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // Storage may be forbidden or full: then the user is a new guest after a reload.
    }
  }
}
