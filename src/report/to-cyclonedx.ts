import type { Licence } from '../model/rule';
import { componentsOf, type ComponentFacts } from './cyclonedx-components';
import { withoutSecrets } from './redact';
import type { Report } from './report';
import { printable } from './terminal-style';

interface Property {
  readonly name: string;
  readonly value: string;
}

/**
 * The dependencies as a CycloneDX 1.6 bill of materials: https://cyclonedx.org/docs/1.6/json/. What Portolan knows of a
 * component is in its properties, whose names begin with `portolan:`; bound things that are no components (indexes, devices) are in
 * those of the whole. No serial number and no time is in it, so that equal input gives equal bytes.
 */
export function checkToCycloneDx(report: Report): object {
  const { components, others } = componentsOf(report);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      tools: { components: [{ type: 'application', name: report.tool.name, version: report.tool.version }] },
      properties: [
        property('portolan:catalog-date', report.catalog.date),
        property('portolan:catalog-digest', report.catalog.digest),
        ...report.policy.targets.map((id) => property('portolan:policy-target', id)),
        ...report.policy.accept.map((id) => property('portolan:policy-accept', id)),
      ],
    },
    components: components.map((component) => componentOf(component, report)),
    ...(others.length > 0 ? { properties: others.map((text) => property('portolan:binding', text)) } : {}),
  };
}

function componentOf(facts: ComponentFacts, report: Report): object {
  const { type, ecosystem, name, version, purl, licence, places, classification, rules, bindings, findings, verdicts } = facts;
  return {
    type,
    'bom-ref': shown(purl ?? `${ecosystem}:${name}${version === undefined ? '' : `@${version}`}`),
    name: shown(name),
    ...(version === undefined ? {} : { version: shown(version) }),
    ...(licence ? licencesOf(licence) : {}),
    ...(purl === undefined ? {} : { purl }),
    properties: [
      property('portolan:classification', classification),
      ...rules.map((id) => property('portolan:rule', id)),
      ...bindings.map((text) => property('portolan:binding', text)),
      ...findings.map((id) => property('portolan:finding', id)),
      ...verdicts.map(([target, verdict]) => property(`portolan:verdict:${target}`, verdict)),
      ...(licence ? [property('portolan:licence-openness', licence.openness)] : []),
    ],
    evidence: {
      occurrences: places.map(({ file, span }) => ({
        location: shown(report.shown(file)),
        line: report.places.place(file, span).line,
        offset: span.start,
      })),
    },
  };
}

/** SPDX expressions need no list of identifiers, as `license.id` would. Without one nothing is claimed. */
function licencesOf({ spdx }: Licence): object {
  return spdx === null ? {} : { licenses: [{ expression: spdx }] };
}

function property(name: string, value: string): Property {
  return { name, value: shown(value) };
}

function shown(text: string): string {
  return printable(withoutSecrets(text));
}
