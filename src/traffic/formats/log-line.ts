import { type ByteSource, byteSource } from '../bytes/source.ts';

/**
 * One request as a parser found it: places in a buffer and numbers. One object is used for all lines, so that none is made per line.
 *
 * A place is a start and the position after its end; a place that a log does not have is empty.
 */
export class LogLine {
  source: ByteSource = byteSource(Buffer.alloc(0));
  methodStart = 0;
  methodEnd = 0;
  /** The target as the client wrote it: path and query, or a whole URL. */
  targetStart = 0;
  targetEnd = 0;
  clientStart = 0;
  clientEnd = 0;
  agentStart = 0;
  agentEnd = 0;
  /** Milliseconds since 1970, UTC. */
  time = 0;
  /** Offset from UTC in minutes, as the log writes it. */
  zone = 0;
  /** 0 where the log has none. */
  status = 0;
  /** Size of the response; −1 where the log has none. */
  size = -1;
  /** Whole microseconds; −1 where the log has none. */
  duration = -1;
  /** Which request of its connection this is, from 1; −1 where the log does not say. */
  onConnection = -1;
  /** The client left before the answer: 1 yes, 0 no, −1 where the log does not say. */
  abandoned = -1;
  /** The line has all that its format has: so it is not cut off, even where no newline follows. */
  isComplete = true;

  /** Forgets the line before; the places that every format sets are left alone. */
  reset(): void {
    this.clientStart = 0;
    this.clientEnd = 0;
    this.agentStart = 0;
    this.agentEnd = 0;
    this.status = 0;
    this.size = -1;
    this.duration = -1;
    this.onConnection = -1;
    this.abandoned = -1;
    this.isComplete = true;
  }
}
