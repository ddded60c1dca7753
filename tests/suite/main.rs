//! What the programs make, judged from outside: by other programs, by a second computation, and by what must be refused.

#[cfg(test)]
mod second_school;
