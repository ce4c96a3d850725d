import { pdmLock } from '../../../src/formats/pdm-lock';
import { checkLockOracle } from '../python-lock-oracle';

describe('formats/pdm-lock against tomllib', () => {
  it('reads every package of every pdm.lock', function () {
    checkLockOracle(this, pdmLock, 'pdm.lock', 151);
  });
});
