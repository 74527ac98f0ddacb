export { InputError } from '../../model/input-error.js'
