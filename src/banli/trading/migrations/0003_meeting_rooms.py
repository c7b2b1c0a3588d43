"""A room can be held for the meeting of a consultation: one at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("trading", "0002_objection_about")]
    operations = [
        migrations.AddField(
            "roombooking",
            "consultation",
            models.CharField(max_length=40, blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            "roombooking",
            models.UniqueConstraint(
                fields=["consultation"],
                condition=models.Q(state="room_booked") & ~models.Q(consultation=""),
                name="trading_booking_one_of_meeting",
            ),
        ),
    ]
