//! What the programs make, judged from outside: by other programs, by a second computation, and by what must be refused.

#[cfg(test)]
mod audit;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod bureau;
#[cfg(test)]
mod case_papers;
#[cfg(test)]
mod courier;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod flips;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod ledger_text;
#[cfg(test)]
mod lived_in;
#[cfg(test)]
mod names;
#[cfg(test)]
mod output;
#[cfg(test)]
mod papers;
#[cfg(test)]
mod peers;
#[cfg(test)]
mod places;
#[cfg(test)]
mod receipt;
#[cfg(test)]
mod restore;
#[cfg(test)]
mod rights;
#[cfg(test)]
mod search;
#[cfg(test)]
mod second_school;
#[cfg(test)]
mod shared;
#[cfg(test)]
mod thirty;
#[cfg(test)]
mod verify;
