import { checkRuntime } from '../../../src/runtime.ts';

describe('the check of Node', () => {
  it.each(['18.20.4', '20.19.0', '22.17.9'])('stops %s with what to do', (node) => {
    expect(checkRuntime({ node, tz: '2026c' }).fatal).toEqual([
      expect.stringContaining('Lore needs Node 22.18'),
    ]);
  });
  it.each(['22.18.0', '24.1.0'])('lets %s pass', (node) => {
    expect(checkRuntime({ node, tz: '2026c' })).toEqual({ fatal: [], warnings: [] });
  });
  it('warns of old time-zone data', () => {
    expect(checkRuntime({ node: '24.1.0', tz: '2025b' }).warnings).toHaveLength(1);
  });
});
