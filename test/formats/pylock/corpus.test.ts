import { pylock } from '../../../src/formats/pylock';
import { checkLockOracle } from '../python-lock-oracle';

describe('formats/pylock against tomllib', () => {
  it('reads every package of every pylock.toml', function () {
    checkLockOracle(this, pylock, 'pylock', 393);
  });
});
