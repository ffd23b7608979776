/** Asking somebody who did it before: who fits. */
import { userId } from '../../../src/core/ids.ts';
import { likest, suggested, type Suggestion } from '../../../src/features/retro/peer-assist/rules.ts';

describe('suggestions', () => {
  const of = (person: string, called: string): Suggestion => ({
    person: userId(person),
    because: 'lesson',
    called,
  });

  it('are the first two people who may be asked, each once with what fits best', () => {
    const found = [of('U1', 'a'), of('U2', 'b'), of('U1', 'c'), of('U3', 'd'), of('U4', 'e')];
    const mayBe = new Set(['U1', 'U3', 'U4'].map(userId));
    expect(suggested(found, mayBe)).toEqual([of('U1', 'a'), of('U3', 'd')]);
    expect(suggested(found, new Set())).toEqual([]);
  });

  it('come from what is called alike, whatever else was held', () => {
    const held = ['Summer party', 'Relaunch of the website', 'Website relaunch'].map((called) => ({
      called,
    }));
    const found = likest(['Website relaunch', 'Checkout is faster'], held);
    expect(found[0]).toEqual({ called: 'Website relaunch' });
    expect(found).not.toContainEqual({ called: 'Summer party' });
    expect(likest(['Website relaunch'], [...held, { called: 'Budget' }])).toEqual(
      likest(['Website relaunch'], held),
    );
  });
});
