/** Who keeps the room for large bodies, while nobody knows yet who sent them. */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { bodyReader } from '../../../src/slack/receivers/read-body.ts';

const megabyte = 1024 * 1024;

describe('large bodies that are not whole', () => {
  /** Sends nearly all of 4 MiB. @returns when that is read; `end` sends the rest */
  const begin = async (read: ReturnType<typeof bodyReader>, who: 'stranger' | 'Slack') => {
    const rest = Promise.withResolvers<null>();
    const begun = Promise.withResolvers<null>();
    const sent = async function* (): AsyncGenerator<Buffer> {
      yield Buffer.alloc(4 * megabyte - 1, 'a');
      begun.resolve(null);
      await rest.promise;
      yield Buffer.from('a');
    };
    const request = Object.assign(Readable.from(sent(), { objectMode: false }), {
      who,
    }) as unknown as IncomingMessage;
    const body = read(request);
    await begun.promise;
    return {
      end: async () => {
        rest.resolve(null);
        return (await body).kind;
      },
    };
  };
  const makeReader = () =>
    bodyReader((request) => (request as unknown as { who: string }).who === 'stranger');
  const kinds = async (all: readonly { readonly end: () => Promise<string> }[]) =>
    Promise.all(all.map(({ end }) => end()));
  const times = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);

  it('of strangers are kept up to 32 MiB, the latest', async () => {
    const read = makeReader();
    const all = [];
    for (const who of times(20, 'stranger' as const)) all.push(await begin(read, who));
    expect(await kinds(all)).toEqual([...times(12, 'no room'), ...times(8, 'whole')]);
    expect(await kinds([await begin(read, 'stranger')])).toEqual(['whole']);
  });

  it('on connections that Slack has signed on give way to no stranger', async () => {
    const read = makeReader();
    const all = [];
    for (const who of [...times(7, 'Slack' as const), ...times(5, 'stranger' as const), 'Slack' as const])
      all.push(await begin(read, who));
    expect(await kinds(all)).toEqual([...times(7, 'whole'), ...times(5, 'no room'), 'whole']);
  });
});
