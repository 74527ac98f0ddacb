import { rewrite } from '../../expression/index.js'
import { artefactSlug } from '../artefacts/any-artefact.js'
import { madeBy } from '../artefacts/places.js'
import type { JobDirectory, JobObjectMapping, ProvisioningJob } from '../artefacts/provisioning-job.js'
import { isExtensionName } from '../mapping/entra-names.js'

/**
 * The job with directory extensions under the place of their full name: the tenant calls them
 * `extension_<application>_<name>`, which is known once they are made.
 */
export function withExtensionPlaces(job: ProvisioningJob): ProvisioningJob {
  return {
    ...job,
    source: directory(job.source),
    target: directory(job.target),
    objectMappings: job.objectMappings.map(objectMapping),
  }
}

function placed(name: string): string {
  return isExtensionName(name) ? madeBy(`directory-extension/${artefactSlug(name)}`) : name
}

function directory(given: JobDirectory): JobDirectory {
  return {
    ...given,
    objects: given.objects.map((object) => ({
      ...object,
      attributes: object.attributes.map((attribute) => ({ ...attribute, name: placed(attribute.name) })),
    })),
  }
}

function objectMapping(mapping: JobObjectMapping): JobObjectMapping {
  const { scope } = mapping
  return {
    ...mapping,
    scope: scope && {
      ...scope,
      groups: scope.groups.map((group) => ({
        ...group,
        clauses: group.clauses.map((clause) => ({ ...clause, attribute: placed(clause.attribute) })),
      })),
    },
    attributeMappings: mapping.attributeMappings.map((item) => ({
      ...item,
      target: placed(item.target),
      expression: rewrite(item.expression, (node) =>
        node.kind === 'attribute' && isExtensionName(node.name) ? { ...node, name: placed(node.name) } : node,
      ),
    })),
  }
}
