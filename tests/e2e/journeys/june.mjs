export async function june() {}
