import type {
  EmailTemplate,
  ServiceAttributeType,
  ServiceBinding,
  ServiceObject,
  ServiceObjectType,
} from '../../model/index.js'
import { isTrue, referenceOf, textOf, wholeTextOf } from './values.js'

export function readObjectType(object: ServiceObject): ServiceObjectType {
  return { object, name: textOf(object, 'Name') }
}

export function readAttributeType(object: ServiceObject): ServiceAttributeType {
  return {
    object,
    name: textOf(object, 'Name'),
    dataType: textOf(object, 'DataType'),
    multivalued: isTrue(object, 'Multivalued'),
  }
}

export function readBinding(object: ServiceObject): ServiceBinding {
  return {
    object,
    objectTypeId: referenceOf(object, 'BoundObjectType') ?? '',
    attributeId: referenceOf(object, 'BoundAttributeType') ?? '',
    required: isTrue(object, 'Required'),
  }
}

/** Some of the product's own templates state no type although the schema demands one. */
export function readEmailTemplate(object: ServiceObject): EmailTemplate {
  return {
    object,
    templateType: textOf(object, 'EmailTemplateType'),
    subject: wholeTextOf(object, 'EmailSubject'),
  }
}
