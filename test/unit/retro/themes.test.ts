/** Themes that come back. */
import { rowId } from '../../../src/core/ids.ts';
import { recurringIn } from '../../../src/features/retro/group/rules.ts';

const first = (retro: string, text: string, place = 1) => ({ retro: rowId(retro), place, text });
const now = [
  first('now', 'The test data came too late again'),
  first('now', 'Standups are short and to the point', 2),
];

describe('a theme', () => {
  it('comes back when much the same was among the first topics of two earlier ones', () => {
    const earlier = [
      first('b', 'Test data was too late for the launch', 2),
      first('b', 'Coffee machine broken'),
      first('a', 'Late test data, so testing came too late'),
    ];
    expect(recurringIn(now, earlier)).toEqual([{ place: 1, retros: [rowId('b'), rowId('a')] }]);
  });

  it('does not come back with one earlier, however often it stands there', () => {
    const twice = [first('a', 'The test data came too late'), first('a', 'Test data too late again', 2)];
    expect(recurringIn(now, twice)).toEqual([]);
  });

  it('does not come back where only other things were said', () => {
    expect(recurringIn(now, [first('a', 'Nobody knew the date'), first('b', 'The room was cold')])).toEqual(
      [],
    );
  });

  it('is found in scripts without spaces', () => {
    expect(
      recurringIn(
        [first('now', '测试数据来得太晚')],
        [first('a', '测试数据又太晚了'), first('b', '测试数据太晚')],
      ),
    ).toEqual([{ place: 1, retros: [rowId('a'), rowId('b')] }]);
  });
});
