import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../src/demo/random.ts';
import { buttons, context, header, section } from '../../../src/report/slack/blocks.ts';
import { fitMessage } from '../../../src/report/slack/fit-message.ts';
import type { SlackBlock } from '../../../src/report/slack/message.ts';
import { refusalOf } from '../../fake-slack/check-message.ts';

const act = buttons([
  { action: 'tollgate:rollback', words: 'Roll back', value: '/rollback production', style: 'danger' },
]);
const message = (blocks: readonly SlackBlock[], text = 'words') => ({ text, blocks, unfurl_links: false }) as const;

describe('a message for Slack', () => {
  it('is left as it is where it fits', () => {
    const fits = message([header('One'), section('two'), act]);
    expect(fitMessage(fits)).toEqual(fits);
  });

  it('fits whatever it holds, and keeps its buttons', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 200; round += 1) {
      const words = '&lt;é🙂'.repeat(Math.ceil(random() * 900));
      const blocks = Array.from({ length: Math.ceil(random() * 80) }, () => section(words));
      const fitted = fitMessage(message([header(words), ...blocks, context(words), act], words.repeat(8)));
      expect(refusalOf(fitted.text, fitted.blocks)).toBeNull();
      expect(fitted.blocks).toContainEqual(act);
    }
  });

  it('leaves no half of an entity where a paragraph is cut', () => {
    const [block] = fitMessage(message([section(`${'a'.repeat(2996)}&lt;!channel&gt;`)])).blocks;
    expect(block).toMatchObject({ text: { text: `${'a'.repeat(2996)}…` } });
  });
});

it('a button that would be cut is refused', () => {
  expect(() => buttons([{ action: 'a', words: 'b', value: 'x'.repeat(2001) }])).toThrow(RangeError);
});
