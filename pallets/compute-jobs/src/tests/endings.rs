//! Jobs that end without a record, and what is forgotten of those that ended.

use super::*;

#[test]
fn cancels_a_job_that_nobody_accepted_for_its_requester_only() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        let by_stranger = sign(&stranger(), &JobCancellation { job: job() });
        assert_noop!(
            ComputeJobs::cancel_job(operator(), job(), by_stranger),
            Error::<Test>::BadRequesterSignature
        );
        assert_noop!(cancel(H256([66; 32])), Error::<Test>::UnknownJob);
        assert_ok!(cancel(job()));
        System::assert_last_event(Event::JobCancelled { job: job() }.into());
        assert_eq!(phase(job()), Some(Phase::Cancelled));
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyCancelled);
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyCancelled);
        assert_noop!(complete(record()), Error::<Test>::JobAlreadyCancelled);
        assert_noop!(expire(job()), Error::<Test>::JobAlreadyCancelled);
    });
}

#[test]
fn does_not_cancel_what_a_device_may_have_done() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyAccepted);
        assert_ok!(complete(record()));
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyCompleted);
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyCompleted);
        assert_noop!(expire(job()), Error::<Test>::JobAlreadyCompleted);
    });
}

#[test]
fn expires_a_submitted_job_right_after_its_deadline() {
    ExtBuilder::default().submitted().build_and_execute(|| {
        assert_noop!(expire(H256([66; 32])), Error::<Test>::UnknownJob);
        set_time(DEADLINE_MS);
        assert_noop!(expire(job()), Error::<Test>::DeadlineNotReached);
        set_time(DEADLINE_MS + 1);
        assert_ok!(ComputeJobs::expire_job(
            RuntimeOrigin::signed([42; 32].into()),
            job()
        ));
        System::assert_last_event(Event::JobExpired { job: job() }.into());
        assert_eq!(phase(job()), Some(Phase::Expired));
        assert_noop!(expire(job()), Error::<Test>::JobAlreadyExpired);
        assert_noop!(accept(acceptance()), Error::<Test>::JobAlreadyExpired);
        assert_noop!(complete(record()), Error::<Test>::JobAlreadyExpired);
        assert_noop!(cancel(job()), Error::<Test>::JobAlreadyExpired);
    });
}

#[test]
fn expires_an_accepted_job_after_its_settle_by() {
    ExtBuilder::default().accepted().build_and_execute(|| {
        set_time(DEADLINE_MS + GRACE_MS + 1);
        assert_ok!(expire(job()));
        assert_eq!(
            Counts::<Test>::get(),
            JobCounts {
                finished: 1,
                ..Default::default()
            }
        );
    });
}

#[test]
fn removes_old_finished_jobs_only_when_they_cannot_be_replayed() {
    ExtBuilder::default().build_and_execute(|| {
        let nth = |n: u8| intent_with(|intent| intent.nonce = [n; 16]);
        for n in 0..5 {
            assert_ok!(submit(nth(n)));
            assert_ok!(cancel(job_of(&nth(n))));
        }
        // More than the limit of three, but all of them could still be submitted again.
        assert_eq!(Counts::<Test>::get().finished, 5);
        assert_noop!(submit(nth(0)), Error::<Test>::JobAlreadySubmitted);

        set_time(DEADLINE_MS + GRACE_MS + 1);
        let late = intent_with(|intent| intent.deadline_ms = DEADLINE_MS + HORIZON_MS);
        assert_ok!(submit(late.clone()));
        assert_ok!(cancel(job_of(&late)));
        // Two went for the one that came.
        assert_eq!(Counts::<Test>::get().finished, 4);
        assert_eq!(phase(job_of(&nth(0))), None);
        assert_eq!(phase(job_of(&nth(1))), None);
        assert_eq!(phase(job_of(&nth(2))), Some(Phase::Cancelled));
        assert_noop!(submit(nth(0)), Error::<Test>::DeadlinePassed);
    });
}
