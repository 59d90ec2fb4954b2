/** The process around a command, as data and functions: what a test can give in its place. */
import { text } from 'node:stream/consumers';
import { colourStyle, plainStyle, type TextOptions } from '../report/index.ts';

export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
  readonly stdout: Output;
  readonly stderr: Output;
  /** All of the standard input as UTF-8; null where that is a terminal, which would wait for someone to type. */
  readonly stdin: () => Promise<string | null>;
  /** Set by Ctrl-C. */
  readonly stop: { readonly cancelled: boolean };
  /** Runs work that leaves nothing behind: Ctrl-C ends the process in the midst of it, however long a step takes. */
  readonly computing: <T>(work: () => Promise<T>) => Promise<T>;
}

export interface Output {
  readonly isTerminal: boolean;
  /** Columns; 100 where it is no terminal. */
  readonly width: number;
  write(text: string): void;
}

const widest = 160;

/** How text for an output looks: coloured on a terminal that does not refuse it, and never wider than is read well. */
export function textOptions(output: Output, env: Host['env']): TextOptions {
  const colour = output.isTerminal && !env.NO_COLOR && env.TERM !== 'dumb';
  return { width: Math.min(widest, Math.max(20, output.width)), style: colour ? colourStyle : plainStyle };
}

/** The host of a real process. `stop.cancelled` follows `cancelled()`. */
export function processHost(cancelled: () => boolean, computing: Host['computing']): Host {
  return {
    cwd: process.cwd(),
    env: process.env,
    now: () => new Date(),
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    stdin: async () => (process.stdin.isTTY ? null : text(process.stdin)),
    stop: {
      get cancelled() {
        return cancelled();
      },
    },
    computing,
  };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTerminal: stream.isTTY === true,
    width: stream.isTTY ? stream.columns || 80 : 100,
    write: (text) => {
      stream.write(text);
    },
  };
}
