/** Signed webhooks as Standard Webhooks say, by any tool: signed here with the reference library. */
import { Webhook } from 'standardwebhooks';
import { webhookConnector } from '../../../src/connectors/webhook/connector.ts';

const secret = `whsec_${btoa('thirty-two random bytes, or more')}`;
const minute = 60_000;
const message = {
  type: 'moved',
  timestamp: '2026-12-01T10:00:00Z',
  data: {
    place: 'shop',
    title: 'Launch\nof the shop',
    day: '2026-12-10',
    link: 'https://ci.example/1',
    labels: ['checkout'],
  },
};

/** @param skew ms by which the sender's clock is ahead */
const send = (body: string, { skew = 0, by = secret, id = 'msg_1' } = {}) => {
  const at = new Date(Date.now() + skew);
  const headers = {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(by).sign(id, at, body),
  };
  return webhookConnector.verify({ headers, body: Buffer.from(body) }, secret);
};
const facts = async (body: unknown) => {
  const said = await send(JSON.stringify(body));
  return said.kind === 'heard' ? said.facts : said.kind;
};

describe('a signed message', () => {
  it('is one fact, whose key is that of the message, so that it says nothing new when it comes again', async () => {
    const fact = {
      ...{ key: 'webhook:moved:msg_1', kind: 'moved', title: 'Launch of the shop', place: 'shop' },
      ...{ at: Date.parse('2026-12-01T10:00:00Z'), day: '2026-12-10', link: 'https://ci.example/1' },
      labels: ['checkout'],
    };
    expect(await facts(message)).toEqual([fact]);
    expect(await facts({ ...message, data: { ...message.data, key: 'launch' } })).toEqual([
      { ...fact, key: 'webhook:moved:launch' },
    ]);
  });

  it('of an incident and of its end may name the same, and long names are told apart by all of them', async () => {
    const named = (type: string, key: string) => ({ ...message, type, data: { ...message.data, key } });
    const keys: (string | undefined)[] = [];
    for (const one of [
      named('incident', 'inc-7'),
      named('resolved', 'inc-7'),
      ...['a', 'b'].map((end) => named('incident', `${'long'.repeat(100)}${end}`)),
    ])
      keys.push(...((await facts(one)) as readonly { key: string }[]).map(({ key }) => key));
    expect(new Set(keys).size).toBe(4);
    for (const key of keys) expect(key?.length).toBeLessThanOrEqual(140);
  });

  it.each([4, -4])('is taken from a clock that is %s minutes off', async (off) => {
    expect(await send(JSON.stringify(message), { skew: off * minute })).toMatchObject({ kind: 'heard' });
  });

  it.each([6, -6])(
    'is refused from a clock that is %s minutes off, as one that is sent again later',
    async (off) => {
      expect(await send(JSON.stringify(message), { skew: off * minute })).toEqual({ kind: 'refused' });
    },
  );

  it('is refused with another secret, or without a signature', async () => {
    const other = `whsec_${btoa('another secret of many random bytes')}`;
    expect(await send(JSON.stringify(message), { by: other })).toEqual({ kind: 'refused' });
    expect(await webhookConnector.verify({ headers: {}, body: Buffer.from('{}') }, secret)).toEqual({
      kind: 'refused',
    });
  });

  it.each([
    ['of no kind that there is', { ...message, type: 'deployed' }],
    ['without a place', { ...message, data: { title: 'x' } }],
    ['at no time', { ...message, timestamp: 'yesterday' }],
    ['that is a list', []],
  ])('%s says nothing', async (_what, body) => {
    expect(await facts(body)).toEqual([]);
  });

  it('that is no JSON says nothing', async () => {
    expect(await send('no json')).toMatchObject({ kind: 'heard', facts: [] });
  });

  it('leads nowhere but to https', async () => {
    const found = await facts({ ...message, data: { ...message.data, link: 'javascript:alert(1)' } });
    expect(found).toEqual([expect.objectContaining({ link: null })]);
  });
});
