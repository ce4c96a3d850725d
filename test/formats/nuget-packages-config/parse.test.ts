import assert from 'node:assert/strict';
import { nugetPackagesConfig } from '../../../src/formats/nuget-packages-config';
import { mark, unmark } from '../../support/marks';

describe('formats/nuget-packages-config', () => {
  it('is known by its name', () => {
    assert.deepEqual(['packages.config', 'a/packages.config', 'xpackages.config', 'packages.config/x'].map(nugetPackagesConfig.matches), [
      true,
      true,
      false,
      false,
    ]);
  });

  it('names the places of ids and versions', () => {
    const { text, spans } = unmark(
      '<packages><package id="⟦A⟧" version="⟦1.0.0⟧" developmentDependency="true"/><package id="⟦B⟧"/><!-- <package id="C"/> --></packages>',
    );
    const { dependencies } = nugetPackagesConfig.parse(text);
    const places = dependencies.flatMap(({ nameSpan, specifier }) => (specifier ? [nameSpan, specifier.span] : [nameSpan]));
    assert.equal(mark(text, places), mark(text, spans));
    assert.deepEqual(
      dependencies.map(({ group }) => group.kind),
      ['dev', 'main'],
    );
  });

  it('reads no other document', () =>
    assert.deepEqual(nugetPackagesConfig.parse('<configuration><package id="A"/></configuration>').dependencies, []));
});
