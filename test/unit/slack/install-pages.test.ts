/** The pages at which Lore is installed, as strangers may ask for them: in crowds, and by any address. */
import { createServer } from 'node:http';
import { pino } from 'pino';
import { counting } from '../../store/support/world.ts';
import { installPages } from '../../../src/slack/install/pages.ts';
import { signer } from '../../../src/web/base/signed.ts';

const never = async (): Promise<never> => Promise.reject(new Error('nobody asks for this'));

it('a page that is the same for everyone is drawn once in each language, however many ask for it', async () => {
  const drawn: string[] = [];
  const pages = installPages({
    flow: { begin: never, end: never },
    signer: signer('secret', () => 0),
    store: { beginningAnew: never },
    address: 'https://lore.example.org',
    contact: null,
    keptRows: (language) => {
      drawn.push(language);
      return [
        ['What', 'How long'],
        [`everything in ${language}`, ''],
      ];
    },
    begin: never,
    ids: counting('x'),
    log: pino({ level: 'silent' }),
  });
  const server = createServer((request, response) => void pages(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ask = async (language: string) => {
    const headers = { 'accept-language': language };
    return (await fetch(`http://127.0.0.1:${port}/privacy`, { headers })).text();
  };
  const asked = await Promise.all(['en', 'de', 'en-GB', 'de-AT', 'xx', 'en'].map(ask));
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(asked.map((text) => /everything in ([\w-]+)/.exec(text)?.[1])).toEqual([
    'en',
    'de',
    'en',
    'de',
    'en',
    'en',
  ]);
  expect(drawn.toSorted()).toEqual(['de', 'en']);
});
