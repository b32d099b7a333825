/** The list of who is in the room: kept by presence, bounded, and honest about what it leaves out. */

import { element } from './dom.js';

const BOUND = 1000;
const byName = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true }).compare;
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });

export class People {
  #list = document.querySelector('#people');
  #title = document.querySelector('#people-title');
  #toggle = document.querySelector('#people-toggle');
  #note = document.querySelector('#people-note');
  #update = document.querySelector('#people-update');
  #isOwn;
  #users = new Set();
  #loading = null;
  #changedMeanwhile = new Map();
  #count = 0;
  #listedAt = null;
  #stale = false;
  #drawing = false;

  /**
   * @param isOwn tells whether a name is the user's
   * @param update asks for the list again
   */
  constructor(isOwn, update) {
    this.#isOwn = isOwn;
    this.#update.addEventListener('click', update);
  }

  get isFull() {
    return (this.#loading ?? this.#users).size >= BOUND;
  }

  clear() {
    this.#users.clear();
    this.#loading = null;
    this.#stale = false;
    this.count(0);
  }

  begin() {
    this.#loading = new Set();
    this.#changedMeanwhile.clear();
  }

  add(users, count) {
    users.slice(0, BOUND - this.#loading.size).forEach((user) => this.#loading.add(user));
    this.#count = count;
  }

  end() {
    this.#users = this.#loading;
    this.#loading = null;
    // The pages and the events between them may have been made in another order.
    this.#changedMeanwhile.forEach((present, user) => this.#set(user, present));
    this.#listedAt = new Date();
    this.#stale = false;
    this.#draw();
  }

  count(members) {
    this.#count = members;
    this.#draw();
  }

  change({ joined, left, members }) {
    this.#stale ||= !joined && !left;
    left?.forEach((user) => this.#set(user, false));
    joined?.forEach((user) => this.#set(user, true));
    this.count(members);
  }

  #set(user, present) {
    if (this.#loading) {
      this.#changedMeanwhile.set(user, present);
    }
    if (!present) {
      this.#users.delete(user);
    } else if (this.#users.size < BOUND) {
      this.#users.add(user);
    }
  }

  /** At most once a frame, however many come and go. */
  #draw() {
    if (!this.#drawing) {
      this.#drawing = true;
      requestAnimationFrame(() => {
        this.#drawing = false;
        this.#drawNow();
      });
    }
  }

  #drawNow() {
    const title = titleFor(this.#count);
    this.#title.textContent = title;
    this.#toggle.textContent = title;
    const users = [...this.#users].sort((a, b) => this.#isOwn(b) - this.#isOwn(a) || byName(a, b));
    this.#list.replaceChildren(...users.map((user) => this.#person(user)));
    const unlisted = this.#count - users.length;
    this.#note.hidden = !this.#stale && unlisted <= 0;
    this.#note.textContent = this.#stale && this.#listedAt
      ? `This is a big room. The list is from ${clock.format(this.#listedAt)}.`
      : `and ${unlisted.toLocaleString()} more`;
    this.#update.hidden = !this.#stale;
  }

  #person(user) {
    const person = element('li', { className: 'person' }, element('bdi', { className: 'who', textContent: user }));
    person.dataset.user = user;
    if (this.#isOwn(user)) {
      person.append(' ', element('span', { className: 'mark', textContent: 'you' }));
    }
    return person;
  }
}

function titleFor(count) {
  switch (count) {
    case 0:
      return 'People';
    case 1:
      return '1 person';
    default:
      return `${count.toLocaleString()} people`;
  }
}
