//! A state in memory that counts which keys a call reads and writes, as the database under `frame-omni-bencher` does.

use codec::{Compact, Decode, Encode};
use sp_core::storage::ChildInfo;
use sp_externalities::{Error, Extension, ExtensionStore, Extensions, Externalities, MultiRemovalResults};
use sp_storage::{StateVersion, TrackedStorageKey};
use std::{
    any::{Any, TypeId},
    collections::{BTreeMap, BTreeSet},
};

type Map = BTreeMap<Vec<u8>, Vec<u8>>;

/// Keys touched since the last reset, whitelisted ones aside.
#[derive(Default)]
struct Touched {
    read: BTreeSet<Vec<u8>>,
    written: BTreeSet<Vec<u8>>,
    repeated_reads: u32,
    repeated_writes: u32,
}

/// The state. Layers are the runtime's storage transactions, newest last.
pub struct CountingState {
    genesis: Map,
    committed: Map,
    layers: Vec<BTreeMap<Vec<u8>, Option<Vec<u8>>>>,
    whitelist: Vec<TrackedStorageKey>,
    touched: Touched,
    extensions: Extensions,
}

impl CountingState {
    pub fn new(genesis: Map, extensions: Extensions) -> Self {
        Self {
            committed: genesis.clone(),
            genesis,
            layers: Vec::new(),
            whitelist: Vec::new(),
            touched: Touched::default(),
            extensions,
        }
    }

    /// What is there now becomes what [`Externalities::wipe`] goes back to.
    pub fn keep_as_genesis(&mut self) {
        self.commit();
        self.genesis = self.committed.clone();
    }

    fn whitelisted(&self, key: &[u8]) -> bool {
        self.whitelist.iter().any(|tracked| tracked.key == key)
    }

    fn peek(&self, key: &[u8]) -> Option<Vec<u8>> {
        for layer in self.layers.iter().rev() {
            if let Some(value) = layer.get(key) {
                return value.clone();
            }
        }
        self.committed.get(key).cloned()
    }

    fn note_read(&mut self, key: &[u8]) {
        if self.whitelisted(key) {
            return;
        }
        if self.touched.written.contains(key) || !self.touched.read.insert(key.to_vec()) {
            self.touched.repeated_reads += 1;
        }
    }

    fn put(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
        if !self.whitelisted(&key) && !self.touched.written.insert(key.clone()) {
            self.touched.repeated_writes += 1;
        }
        match (self.layers.last_mut(), value) {
            (Some(layer), value) => drop(layer.insert(key, value)),
            (None, Some(value)) => drop(self.committed.insert(key, value)),
            (None, None) => drop(self.committed.remove(&key)),
        }
    }

    fn keys_after(&self, key: &[u8]) -> Option<Vec<u8>> {
        let layered = self.layers.iter().flat_map(|layer| layer.keys());
        let mut keys: BTreeSet<&Vec<u8>> = self.committed.keys().chain(layered).collect();
        keys.retain(|candidate| candidate.as_slice() > key && self.peek(candidate).is_some());
        keys.into_iter().next().cloned()
    }
}

fn no_child() -> ! {
    unimplemented!("the pallets have no child storage")
}

impl Externalities for CountingState {
    fn set_offchain_storage(&mut self, _: &[u8], _: Option<&[u8]>) {}

    fn storage(&mut self, key: &[u8]) -> Option<Vec<u8>> {
        self.note_read(key);
        self.peek(key)
    }

    fn storage_hash(&mut self, _: &[u8]) -> Option<Vec<u8>> {
        unimplemented!("no call of the pallets asks for a hash of storage")
    }

    fn child_storage_hash(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
        no_child()
    }

    fn child_storage(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
        no_child()
    }

    fn next_storage_key(&mut self, key: &[u8]) -> Option<Vec<u8>> {
        self.keys_after(key)
    }

    fn next_child_storage_key(&mut self, _: &ChildInfo, _: &[u8]) -> Option<Vec<u8>> {
        no_child()
    }

    fn kill_child_storage(&mut self, _: &ChildInfo, _: Option<u32>, _: Option<&[u8]>) -> MultiRemovalResults {
        no_child()
    }

    fn clear_prefix(&mut self, _: &[u8], _: Option<u32>, _: Option<&[u8]>) -> MultiRemovalResults {
        unimplemented!("no call of the pallets clears a prefix")
    }

    fn clear_child_prefix(
        &mut self,
        _: &ChildInfo,
        _: &[u8],
        _: Option<u32>,
        _: Option<&[u8]>,
    ) -> MultiRemovalResults {
        no_child()
    }

    fn place_storage(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
        self.put(key, value);
    }

    fn place_child_storage(&mut self, _: &ChildInfo, _: Vec<u8>, _: Option<Vec<u8>>) {
        no_child()
    }

    fn storage_root(&mut self, _: StateVersion) -> Vec<u8> {
        vec![0; 32]
    }

    fn child_storage_root(&mut self, _: &ChildInfo, _: StateVersion) -> Vec<u8> {
        no_child()
    }

    /// Appends to a SCALE vector without reading it, as the host does.
    fn storage_append(&mut self, key: Vec<u8>, value: Vec<u8>) {
        let old = self.peek(&key).unwrap_or_else(|| Compact(0u32).encode());
        let mut items = old.as_slice();
        let length = Compact::<u32>::decode(&mut items)
            .expect("only vectors are appended to")
            .0;
        let new = [Compact(length + 1).encode().as_slice(), items, &value].concat();
        self.put(key, Some(new));
    }

    fn storage_start_transaction(&mut self) {
        self.layers.push(BTreeMap::new());
    }

    fn storage_rollback_transaction(&mut self) -> Result<(), ()> {
        self.layers.pop().map(drop).ok_or(())
    }

    fn storage_commit_transaction(&mut self) -> Result<(), ()> {
        let top = self.layers.pop().ok_or(())?;
        match self.layers.last_mut() {
            Some(below) => below.extend(top),
            None => {
                for (key, value) in top {
                    match value {
                        Some(value) => drop(self.committed.insert(key, value)),
                        None => drop(self.committed.remove(&key)),
                    }
                }
            }
        }
        Ok(())
    }

    fn wipe(&mut self) {
        self.layers.clear();
        self.committed = self.genesis.clone();
        self.touched = Touched::default();
    }

    fn commit(&mut self) {
        while self.storage_commit_transaction().is_ok() {}
    }

    fn read_write_count(&self) -> (u32, u32, u32, u32) {
        let Touched {
            read,
            written,
            repeated_reads,
            repeated_writes,
        } = &self.touched;
        (
            read.len() as u32,
            *repeated_reads,
            written.len() as u32,
            *repeated_writes,
        )
    }

    fn reset_read_write_count(&mut self) {
        self.touched = Touched::default();
    }

    fn get_whitelist(&self) -> Vec<TrackedStorageKey> {
        self.whitelist.clone()
    }

    fn set_whitelist(&mut self, new: Vec<TrackedStorageKey>) {
        self.whitelist = new;
    }

    fn get_read_and_written_keys(&self) -> Vec<(Vec<u8>, u32, u32, bool)> {
        Vec::new()
    }
}

impl ExtensionStore for CountingState {
    fn extension_by_type_id(&mut self, id: TypeId) -> Option<&mut dyn Any> {
        self.extensions.get_mut(id)
    }

    fn register_extension_with_type_id(
        &mut self,
        id: TypeId,
        extension: Box<dyn Extension>,
    ) -> Result<(), Error> {
        self.extensions.register_with_type_id(id, extension)
    }

    fn deregister_extension_by_type_id(&mut self, id: TypeId) -> Result<(), Error> {
        if self.extensions.deregister(id) {
            Ok(())
        } else {
            Err(Error::ExtensionIsNotRegistered(id))
        }
    }
}
