export { isSnapshot, readSnapshot } from './read-snapshot.js'
