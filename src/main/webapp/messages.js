/** The messages on the page: a bounded, gapless window on the room's log, with the unsent ones below it. */

import { element } from './dom.js';
import { Message } from './message.js';

const BOUND = 500;
const NOTICES = 20;
const BOTTOM_PX = 60;
const TOP_PX = 120;

export class Messages {
  #scroller;
  #log;
  #earlierButton;
  #newestButton;
  #nothingYet;
  #isOwn;
  #on;
  #shown = [];
  #pending = new Map();
  #notices = [];
  #first = 1;
  #last = 0;
  #detached = false;
  #unread = 0;
  #sticksToBottom = true;

  /**
   * @param isOwn tells whether an entry is the user's
   * @param on {earlier(), later(), newest(), retry(id), discard(id)}
   */
  constructor(isOwn, on) {
    this.#scroller = document.querySelector('#scroller');
    this.#log = document.querySelector('#messages');
    this.#earlierButton = document.querySelector('#earlier');
    this.#newestButton = document.querySelector('#newest');
    this.#nothingYet = document.querySelector('#nothing-yet');
    this.#isOwn = isOwn;
    this.#on = on;
    this.#earlierButton.addEventListener('click', () => {
      on.earlier();
      this.#scroller.focus();
    });
    this.#newestButton.addEventListener('click', () => this.#toNewest());
    this.#scroller.addEventListener('scroll', () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.#sticksToBottom && this.#toBottom()).observe(this.#scroller);
  }

  /** The smallest seq that was loaded, for paging back. */
  get first() {
    return this.#first;
  }

  /** The largest seq of the window, for paging forward. */
  get last() {
    return this.#last;
  }

  /** True while the window lies in the past and the newest messages are not in it. */
  get isDetached() {
    return this.#detached;
  }

  clear() {
    this.#pending.forEach((item) => item.remove());
    this.#pending.clear();
    this.reload([], { first: 1 });
    this.#notices.splice(0).forEach((item) => item.remove());
    this.#refresh();
  }

  /** Starts anew with these entries; `first` is where paging back begins if there are none. */
  reload(entries, { first }) {
    this.#quietly(() => {
      this.#shown.splice(0).forEach((item) => item.drop());
      this.#notices.splice(0).forEach((item) => item.remove());
      this.#first = first;
      this.#last = 0;
      this.#detached = false;
      this.#unread = 0;
      entries.forEach((entry) => this.#insert(entry));
    });
    this.#toBottom();
    this.#refresh();
  }

  /** Entries that are newer than all before. */
  arrive(entries) {
    const atBottom = this.#sticksToBottom;
    // Trimming above would pull the text away from under a reader.
    this.#detached ||= !atBottom && this.#shown.length >= BOUND;
    for (const entry of entries) {
      if (this.#detached) {
        this.#pending.get(entry.id)?.drop();
        this.#pending.delete(entry.id);
      } else {
        this.#insert(entry);
      }
      this.#unread += atBottom || this.#isOwn(entry) ? 0 : 1;
    }
    if (!this.#detached) {
      this.#trimAbove();
    }
    if (atBottom) {
      this.#toBottom();
    }
    this.#refresh();
  }

  /** A page of older entries. */
  earlier(entries, more) {
    if (entries.length > 0 && entries.at(-1).seq !== this.#first - 1) {
      // The window moved on meanwhile; with this page it would have a gap.
      return;
    }
    this.#keepingPlace(() => {
      entries.forEach((entry) => this.#insert(entry));
      this.#first = more && entries.length > 0 ? this.#first : 1;
      while (this.#shown.length > BOUND) {
        this.#shown.pop().drop();
        this.#last = this.#shown.at(-1).entry.seq;
        this.#detached = true;
      }
    });
    this.#refresh();
  }

  /** A page of newer entries; `newest` when nothing is behind it. */
  later(entries, newest) {
    this.#keepingPlace(() => {
      entries.forEach((entry) => this.#insert(entry));
      this.#trimAbove();
    });
    this.#detached = !newest;
    this.#scrolled();
  }

  /** The newest page, after a jump. */
  newest(entries, more) {
    this.#quietly(() => entries.forEach((entry) => this.#insert(entry)));
    this.#first = more && entries.length > 0 ? this.#first : 1;
    this.#toBottom();
    this.#refresh();
  }

  pending({ id, text }) {
    const item = this.#pending.get(id) ?? new Message(this.#log);
    this.#pending.set(id, item);
    item.showPending(id, text);
    this.#toBottom();
    this.#refresh();
  }

  failed({ id }, reason) {
    this.#pending.get(id)?.showFailed(reason, () => this.#on.retry(id), () => this.#on.discard(id));
    if (this.#sticksToBottom) {
      this.#toBottom();
    }
  }

  removed({ id }) {
    this.#pending.get(id)?.drop();
    this.#pending.delete(id);
    this.#refresh();
  }

  /** Acknowledged; the own copy normally came just before, but not for a message that was stored long ago. */
  stored(message, entry) {
    if (!this.#pending.has(message.id)) {
      return;
    }
    if (this.#detached || entry.seq < this.#first) {
      this.removed(message);
    } else {
      this.#insert(entry);
    }
    this.#refresh();
  }

  notice(text) {
    const line = element('p', { className: 'notice', textContent: text });
    this.#log.insertBefore(line, this.#firstPending());
    this.#notices.push(line);
    if (this.#notices.length > NOTICES) {
      this.#notices.shift().remove();
    }
    if (this.#sticksToBottom) {
      this.#toBottom();
    }
  }

  #insert(entry) {
    this.#first = Math.min(this.#first, entry.seq);
    this.#last = Math.max(this.#last, entry.seq);
    if (entry.type !== undefined && entry.type !== 'message') {
      return;
    }
    let index = this.#shown.length;
    while (index > 0 && this.#shown[index - 1].entry.seq > entry.seq) {
      index -= 1;
    }
    const before = this.#shown[index - 1];
    if (before?.entry.seq === entry.seq) {
      if (entry.erased) {
        before.showStored(entry, this.#isOwn(entry));
      }
      return;
    }
    const item = this.#pending.get(entry.id) ?? new Message(this.#log);
    this.#pending.delete(entry.id);
    item.showStored(entry, this.#isOwn(entry));
    item.placeBefore(this.#shown[index]?.start ?? this.#firstPending());
    this.#shown.splice(index, 0, item);
    item.follow(before);
    this.#shown[index + 1]?.follow(item);
  }

  #trimAbove() {
    while (this.#shown.length > BOUND) {
      this.#shown.shift().drop();
      this.#first = this.#shown[0].entry.seq;
      this.#shown[0].follow(undefined);
    }
    while (this.#notices.length > 0 && this.#shown.length === BOUND
      && this.#notices[0].compareDocumentPosition(this.#shown[0].start) & Node.DOCUMENT_POSITION_FOLLOWING) {
      this.#notices.shift().remove();
    }
  }

  #firstPending() {
    return this.#pending.values().next().value?.start ?? null;
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    const belowPx = scrollHeight - scrollTop - clientHeight;
    this.#sticksToBottom = !this.#detached && belowPx < BOTTOM_PX;
    if (this.#sticksToBottom && this.#unread > 0) {
      this.#unread = 0;
    }
    if (scrollTop < TOP_PX && !this.#earlierButton.hidden && belowPx > 0) {
      this.#on.earlier();
    }
    if (this.#detached && belowPx < TOP_PX) {
      this.#on.later();
    }
    this.#refresh();
  }

  #toNewest() {
    if (this.#detached) {
      this.#on.newest();
    } else {
      this.#toBottom();
    }
    this.#scroller.focus();
  }

  #toBottom() {
    this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#sticksToBottom = true;
  }

  #refresh() {
    this.#earlierButton.hidden = this.#first <= 1;
    this.#nothingYet.hidden = this.#first > 1 || this.#shown.length + this.#pending.size > 0;
    this.#newestButton.hidden = this.#sticksToBottom && !this.#detached;
    this.#newestButton.textContent = this.#unread > 0 ? `${this.#unread} new ↓` : 'Newest ↓';
  }

  /** Changes above the text that is being read do not move it. */
  #keepingPlace(change) {
    const anchor = this.#shown.find((item) => item.bottom > this.#scroller.getBoundingClientRect().top);
    const before = anchor?.bottom;
    this.#quietly(change);
    if (anchor) {
      this.#scroller.scrollTop += anchor.bottom - before;
    }
  }

  /** Old messages are not read out as if they were new. */
  #quietly(change) {
    this.#log.setAttribute('aria-live', 'off');
    change();
    setTimeout(() => this.#log.setAttribute('aria-live', 'polite'), 200);
  }
}
