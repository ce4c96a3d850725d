import assert from 'node:assert/strict';
import type { Ternary } from '../../src/model/rule';
import { evaluateMarker, limitsPlatform } from '../../src/registries/marker';

const linux = {
  sys_platform: 'linux',
  platform_system: 'Linux',
  os_name: 'posix',
  platform_machine: 'x86_64',
  python_version: '3.11',
  python_full_version: '3.11.7',
  platform_release: '6.5.0',
  platform_python_implementation: 'CPython',
};

describe('registries/marker', () => {
  const cases: [string, Ternary][] = [
    ["sys_platform == 'linux'", 'yes'],
    ['sys_platform == "win32"', 'no'],
    ["sys_platform != 'win32'", 'yes'],
    ["'linux' == sys_platform", 'yes'],
    ["sys.platform == 'linux' and os.name == 'posix'", 'yes'],
    ["python_implementation == 'CPython'", 'yes'],
    ["python_version >= '3.10'", 'yes'],
    ["python_version < '3.9'", 'no'],
    ["'3.9' < python_version", 'yes'],
    ["python_version ~= '3.8'", 'yes'],
    ["python_version == '3.*'", 'yes'],
    ["python_version in '3.10 3.11'", 'yes'],
    ["python_version not in '3.10, 3.11'", 'no'],
    ["python_full_version >= '3.11.4'", 'yes'],
    ["python_full_version<'3.11.0'", 'no'],
    ["platform_release >= '5'", 'yes'],
    ["implementation_version >= '3'", 'unseen'],
    ["'arm' in platform_machine", 'no'],
    ["'86' in platform_machine", 'yes'],
    ["platform_machine == 'x86_64' or platform_machine == 'aarch64'", 'yes'],
    ["extra == 'gpu'", 'unseen'],
    ["extra == 'gpu' or sys_platform == 'linux'", 'yes'],
    ["extra == 'gpu' and sys_platform == 'linux'", 'unseen'],
    ["extra == 'gpu' and sys_platform == 'win32'", 'no'],
    ["sys_platform == 'win32' and extra == 'gpu' or os_name == 'posix'", 'yes'],
    ["sys_platform == 'win32' and (extra == 'gpu' or os_name == 'posix')", 'no'],
    ["(sys_platform == 'linux')", 'yes'],
    ["((sys_platform == 'linux'))and os_name=='posix'", 'yes'],
    ["sys_platform < 'm'", 'unseen'],
    ["sys_platform ~= 'linux'", 'unseen'],
    ["python_version >= 'three'", 'unseen'],
    ["not sys_platform == 'linux'", 'unseen'],
    ['', 'unseen'],
    ["sys_platform == 'linux", 'unseen'],
    ['sys_platform ==', 'unseen'],
    ["sys_platform = 'linux'", 'unseen'],
    ["sys_platform == 'linux' and", 'unseen'],
    ["(sys_platform == 'linux'", 'unseen'],
    ["unknown_variable == 'x'", 'unseen'],
    ["sys_platform == 'linux' os_name", 'unseen'],
    [`${'('.repeat(49)}os_name == 'posix'${')'.repeat(49)}`, 'yes'],
    [`${'('.repeat(9999)}os_name == 'posix'${')'.repeat(9999)}`, 'unseen'],
  ];
  for (const [marker, expected] of cases) {
    it(`${marker.slice(0, 80)}: ${expected}`, () => assert.equal(evaluateMarker(marker, linux), expected));
  }

  it('compares extras by their normal form', () => {
    assert.equal(evaluateMarker("extra == 'All_GPU'", { extra: 'all-gpu' }), 'yes');
  });

  it('leaves a release that is no version unseen', () => {
    assert.equal(evaluateMarker("platform_release >= '5'", { platform_release: '6.5.0-14-generic~x' }), 'unseen');
  });

  const limits: [string, boolean][] = [
    ["sys_platform == 'linux'", true],
    ["platform_system != 'Darwin' and python_version < '3.12'", true],
    ["platform_machine == 'x86_64'", true],
    ["os.name == 'nt'", true],
    ["python_version >= '3.10'", false],
    ["platform_python_implementation == 'CPython'", false],
    ["extra == 'sys_platform'", false],
    ['nonsense', false],
  ];
  for (const [marker, expected] of limits)
    it(`${marker} ${expected ? 'limits' : 'does not limit'} the platform`, () => assert.equal(limitsPlatform(marker), expected));
});
