import { pino } from 'pino';
import { errorFacts, slackLogger } from '../../../src/slack/log.ts';

describe('what is logged of an error', () => {
  it('is its name, its code and the places in our code, and never its message', () => {
    const cause = Object.assign(new TypeError('secret cause'), { code: 'ECONNRESET' });
    const facts = errorFacts(new Error('secret\nmessage at home', { cause }));
    expect(facts).toMatchObject({ name: 'Error', cause: { name: 'TypeError', code: 'ECONNRESET' } });
    expect(facts.at[0]).toContain('log.test');
    expect(JSON.stringify(facts)).not.toContain('secret');
  });

  it.each([
    'first\n    at the meeting (/Anna said:1:1) secret',
    'secret\n    at secret (file:///secret/of/hers.ts:10:20)',
    '\nat file:///secret.ts:1:1\n',
  ])('keeps no line of a message, also one that looks like a frame: %j', (message) => {
    const facts = errorFacts(new Error(message));
    expect(facts.at[0]).toContain('log.test');
    expect(JSON.stringify(facts)).not.toMatch(/secret|Anna/);
  });

  it('is nothing of a message that was changed after the stack was written, of a name or a code with words in it', () => {
    const error = Object.assign(new Error('secret\n    at secret (file:///secret.ts:1:1)'), {
      name: 'Anna said',
      code: 'secret words',
    });
    expect(error.stack).toContain('secret');
    error.message = 'another';
    expect(errorFacts(error)).toEqual({ name: 'Error', at: [] });
  });

  it('of Slack’s libraries is the warning without its values', () => {
    const lines: string[] = [];
    const write = (line: string) => void lines.push(line);
    const logger = slackLogger(pino({ level: 'debug' }, { write }));
    logger.debug('http request body: secret');
    logger.info('secret');
    logger.warn('http request failed', 'secret');
    logger.warn('Malformed request body: secret');
    // A picture that Slack still processes is nothing that went wrong.
    logger.error('invalid slack file [json-pointer:/blocks/1/slack_file]');
    expect(lines).toHaveLength(2);
    expect(lines.join()).not.toContain('secret');
  });
});
