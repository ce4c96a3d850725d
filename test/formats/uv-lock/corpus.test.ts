import { uvLock } from '../../../src/formats/uv-lock';
import { checkLockOracle } from '../python-lock-oracle';

describe('formats/uv-lock against tomllib', () => {
  it('reads every package of every uv.lock', function () {
    checkLockOracle(this, uvLock, 'uv.lock', 2879);
  });
});
